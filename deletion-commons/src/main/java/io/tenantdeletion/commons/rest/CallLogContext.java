package io.tenantdeletion.commons.rest;

import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.function.Function;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Puts the job, the tenant and the user of a call on every log line of it; only what is a UUID, so that nobody writes
 * our log.
 */
class CallLogContext {

    @ServerRequestFilter
    void put(ContainerRequestContext request) {
        put("job_id", request.getHeaderString(DeletionHeaders.JOB_ID), JobId::fromString);
        put("tenant_id", request.getUriInfo().getPathParameters().getFirst("tenant_id"), TenantId::fromString);
        put("user_id", request.getUriInfo().getPathParameters().getFirst("user_id"), UserId::fromString);
    }

    private static void put(String key, String text, Function<String, ?> parse) {
        if (text == null) {
            return;
        }
        try {
            MDC.put(key, parse.apply(text).toString());
        } catch (ProblemException notAUuid) {
            MDC.remove(key);
        }
    }
}
