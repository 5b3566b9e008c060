package io.tenantdeletion.commons.audit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One thing that happened, for the audit log. Holds ids, never names or other personal data.
 *
 * @param eventId unique; the same event is written down once, however often it is sent
 * @param at when it happened, UTC
 * @param actor who did it: a user's id, {@code service:<client>}, {@code orchestrator} for what a job does by itself,
 *     or {@code anonymous}
 * @param source the network address it came from, or null where nobody asked from outside
 * @param action what was done or tried, such as {@code ownership.transferred} or {@code request.refused}
 * @param subject the id of the tenant or user it is about, or null
 * @param jobId the job it belongs to, or null
 * @param outcome {@code done}, {@code refused} or {@code failed}
 * @param reason why, in one line, or null
 * @param detail further members; ids, numbers and stable words only
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record AuditEvent(
        UUID eventId,
        Instant at,
        String actor,
        String source,
        String action,
        UUID subject,
        UUID jobId,
        String outcome,
        String reason,
        Map<String, Object> detail) {

    public static final String DONE = "done";
    public static final String REFUSED = "refused";
    public static final String FAILED = "failed";

    /** The actor of requests without a valid token. */
    public static final String ANONYMOUS = "anonymous";

    public AuditEvent {
        detail = detail == null ? Map.of() : new LinkedHashMap<>(detail);
    }
}
