package io.tenantdeletion.orchestrator.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something about an erased subject that a person should look at.
 *
 * @param findingId which
 * @param service where
 * @param subjectType tenant or user
 * @param subjectId who was erased
 * @param jobId the job that did it, or null where that is not known
 * @param code what it is
 * @param rows rows found, by table; the most that were ever reported
 * @param detail for an operator, or null
 * @param status open or resolved
 * @param foundAt when it was reported first
 * @param lastSeenAt when it was reported last
 * @param reportedBy who reported it
 * @param resolvedAt when a person has resolved it, or null
 * @param resolvedBy who, or null
 * @param reason what that person says, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ErasureFinding")
public record ErasureFinding(
        UUID findingId,
        String service,
        SubjectKind subjectType,
        UUID subjectId,
        UUID jobId,
        FindingCode code,
        Map<String, Long> rows,
        String detail,
        Status status,
        Instant foundAt,
        Instant lastSeenAt,
        String reportedBy,
        Instant resolvedAt,
        String resolvedBy,
        String reason) {

    /** Whether a person has looked at it. */
    public enum Status {
        OPEN,
        RESOLVED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ErasureFinding of(Row row) {
        return new ErasureFinding(
                row.getUUID("finding_id"),
                row.getString("service"),
                SubjectKind.named(row.getString("subject_type")),
                row.getUUID("subject_id"),
                row.getUUID("job_id"),
                FindingCode.named(row.getString("code")),
                counts(row.getJsonObject("counts")),
                row.getString("detail"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                instant(row, "found_at"),
                instant(row, "last_seen_at"),
                row.getString("reported_by"),
                instant(row, "resolved_at"),
                row.getString("resolved_by"),
                row.getString("reason"));
    }

    static Map<String, Long> counts(JsonObject json) {
        Map<String, Long> counts = new LinkedHashMap<>();
        json.fieldNames().stream().sorted().forEach(table -> counts.put(table, json.getLong(table)));
        return counts;
    }

    static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
