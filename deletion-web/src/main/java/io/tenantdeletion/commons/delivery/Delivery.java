package io.tenantdeletion.commons.delivery;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * An event on its way to a sink.
 *
 * @param status {@code pending}, {@code delivered}, or {@code dead}: it is not tried any more
 * @param attempts how often it was tried
 * @param responseCode the receiver's status code at the last attempt, if there is such a thing
 * @param duration of the last attempt, in seconds, if it was measured
 * @param reason why the last attempt was in vain
 * @param nextAttemptAt when it is tried again; null where that is as soon as it is its turn
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Delivery(
        String sink,
        UUID eventId,
        String type,
        UUID subject,
        Instant time,
        String status,
        int attempts,
        Integer responseCode,
        Double duration,
        String reason,
        Instant nextAttemptAt,
        Instant deliveredAt) {

    static final String COLUMNS =
            "d.sink, d.event_id, o.type, o.subject, o.time, d.status, d.attempts, d.response_code, "
                    + "d.duration_ms, d.reason, d.next_attempt_at, d.delivered_at";

    static Delivery of(Row row) {
        Long duration = row.getLong("duration_ms");
        return new Delivery(
                row.getString("sink"),
                row.getUUID("event_id"),
                row.getString("type"),
                row.getUUID("subject"),
                instant(row, "time"),
                row.getString("status"),
                row.getInteger("attempts"),
                row.getInteger("response_code"),
                duration == null ? null : duration / 1000.0,
                row.getString("reason"),
                instant(row, "next_attempt_at"),
                instant(row, "delivered_at"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
