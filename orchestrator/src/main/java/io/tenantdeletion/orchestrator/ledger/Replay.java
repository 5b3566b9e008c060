package io.tenantdeletion.orchestrator.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One service erases everybody again who is in the ledger.
 *
 * @param replayId which
 * @param service which service
 * @param since everybody who was erased then or later
 * @param status in_progress, completed or cancelled
 * @param total how many subjects that is
 * @param done how many of them are done
 * @param skipped how many of these were left alone: living tenants, and whom the service refuses to erase
 * @param rowsFound rows that were there again, and are deleted now
 * @param deletedCounts the same by table
 * @param findings how many subjects a person should look at
 * @param requestedBy who asked for it
 * @param startedAt when
 * @param completedAt when it ended, or null
 * @param waiting what it waits for, where it does
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ErasureReplay")
public record Replay(
        UUID replayId,
        String service,
        Instant since,
        Status status,
        long total,
        long done,
        long skipped,
        long rowsFound,
        Map<String, Long> deletedCounts,
        long findings,
        String requestedBy,
        Instant startedAt,
        Instant completedAt,
        @JsonUnwrapped Waiting waiting) {

    /** Whether it goes on. */
    public enum Status {
        IN_PROGRESS,
        COMPLETED,
        CANCELLED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it is, 0 to 100. */
    @JsonProperty
    public double progress() {
        return total == 0 ? status == Status.COMPLETED ? 100 : 0 : Math.min(100, 1000 * done / total / 10.0);
    }

    /**
     * What a replay waits for.
     *
     * @param waitingFor unavailable or stop_switch, or null
     * @param waitingSince since when the service is unavailable, or null
     * @param waitingDetail why, or null
     * @param nextAttemptAt when it is tried again, or null
     * @param pauses how often in a row it had to wait
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Waiting(
            WaitingFor waitingFor,
            Instant waitingSince,
            String waitingDetail,
            Instant nextAttemptAt,
            @JsonIgnore int pauses) {}

    static Replay of(Row row) {
        Status status = Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
        Map<String, Long> counts = ErasureFinding.counts(row.getJsonObject("deleted_counts"));
        Instant since = ErasureFinding.instant(row, "waiting_since");
        WaitingFor unavailable = since == null ? null : WaitingFor.UNAVAILABLE;
        boolean stopped = status == Status.IN_PROGRESS && row.getBoolean("paused");
        return new Replay(
                row.getUUID("replay_id"),
                row.getString("service"),
                ErasureFinding.instant(row, "since"),
                status,
                row.getLong("total"),
                row.getLong("done"),
                row.getLong("skipped"),
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts,
                row.getLong("findings"),
                row.getString("requested_by"),
                ErasureFinding.instant(row, "created_at"),
                ErasureFinding.instant(row, "completed_at"),
                new Waiting(
                        stopped ? WaitingFor.STOP_SWITCH : unavailable,
                        since,
                        row.getString("waiting_detail"),
                        ErasureFinding.instant(row, "next_attempt_at"),
                        row.getInteger("pauses")));
    }
}
