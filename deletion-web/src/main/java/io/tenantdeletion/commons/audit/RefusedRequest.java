package io.tenantdeletion.commons.audit;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.Problem;
import io.tenantdeletion.commons.problem.ProblemException;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is worth keeping of a request that was refused. Of its path only the matched route's template and the ids are:
 * anything else in it is the caller's free text, of any length and with any character.
 *
 * @param at when
 * @param method HTTP method
 * @param path template of the matched route, or {@code unmatched}
 * @param status HTTP status of the answer
 * @param problem last part of the problem's type
 * @param subject the tenant or user in the path, or null
 * @param job the job in the path, or null
 */
record RefusedRequest(Instant at, String method, String path, int status, String problem, UUID subject, UUID job) {

    private static final String ACTION = "request.refused";
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 409, 422, 428, 429);

    static boolean isRefusal(int status) {
        return REFUSALS.contains(status);
    }

    static RefusedRequest of(String method, String template, UriInfo uri, int status, Object entity, Instant at) {
        UUID subject = id(uri, "tenant_id").or(() -> id(uri, "user_id")).orElse(null);
        return new RefusedRequest(
                at,
                method,
                template,
                status,
                slug(entity, status),
                subject,
                id(uri, "job_id").orElse(null));
    }

    AuditEvent by(String actor, String via, String source, Optional<UUID> told) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("method", method);
        detail.put("path", path);
        detail.put("status", status);
        if (via != null) {
            detail.put("via", via);
        }
        return new AuditEvent(
                UUID.randomUUID(),
                at,
                actor,
                source,
                ACTION,
                subject == null ? told.orElse(null) : subject,
                job,
                AuditEvent.REFUSED,
                problem,
                detail);
    }

    private static String slug(Object entity, int status) {
        if (!(entity instanceof Problem known) || known.type() == null) {
            return "http-" + status;
        }
        String type = known.type().toString();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private static Optional<UUID> id(UriInfo uri, String name) {
        List<String> values = uri.getPathParameters(true).get(name);
        try {
            return values == null || values.isEmpty()
                    ? Optional.empty()
                    : Optional.of(UserId.fromString(values.get(0)).value());
        } catch (ProblemException notAUuid) {
            return Optional.empty();
        }
    }
}
