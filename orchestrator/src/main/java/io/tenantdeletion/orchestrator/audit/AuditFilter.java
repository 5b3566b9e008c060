package io.tenantdeletion.orchestrator.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which lines somebody wants to see; a part that is null does not matter.
 *
 * @param subject the tenant or user they are about
 * @param actor who did it
 * @param action what was done
 * @param job the job they belong to
 * @param from the earliest time
 * @param to the first time that is too late
 */
public record AuditFilter(UUID subject, String actor, String action, UUID job, Instant from, Instant to) {

    /** Every line. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);

    /** What is asked for, as members of an audit line's detail. */
    public Map<String, Object> described() {
        Map<String, Object> parts = new LinkedHashMap<>();
        put(parts, "subject", subject);
        put(parts, "actor", actor);
        put(parts, "action", action);
        put(parts, "job_id", job);
        put(parts, "from", from);
        put(parts, "to", to);
        return parts;
    }

    /** Only the conditions that are asked for, so that the database sees which index serves them. */
    Conditions conditions() {
        Conditions conditions = new Conditions();
        conditions.add("subject = $", subject);
        conditions.add("actor = $", actor);
        conditions.add("action = $", action);
        conditions.add("job_id = $", job);
        conditions.add("at >= $", from == null ? null : from.atOffset(ZoneOffset.UTC));
        conditions.add("at < $", to == null ? null : to.atOffset(ZoneOffset.UTC));
        return conditions;
    }

    private static void put(Map<String, Object> parts, String name, Object value) {
        if (value != null) {
            parts.put(name, value.toString());
        }
    }
}
