package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.saga.JobChanges;
import io.tenantdeletion.orchestrator.saga.JobRetry;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What people decide about a job: to take it back, to run it again, to let it pass or not. */
@Path(DeletionJobResource.PATH + "/{job_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Deletion jobs")
public class JobDecisionResource {

    private final JobRetry retry;
    private final JobChanges changes;
    private final JobAccess access;
    private final AuditContexts auditContexts;
    private final RequestLimiter limiter;
    private final JobResponses responses;

    JobDecisionResource(
            JobRetry retry,
            JobChanges changes,
            JobAccess access,
            AuditContexts auditContexts,
            RequestLimiter limiter,
            JobResponses responses) {
        this.retry = retry;
        this.changes = changes;
        this.access = access;
        this.auditContexts = auditContexts;
        this.limiter = limiter;
        this.responses = responses;
    }

    @POST
    @Path("/retry")
    @Authenticated
    public Uni<RestResponse<DeletionJobStatus>> retry(
            @PathParam("job_id") JobId id,
            @Context HttpHeaders headers,
            @RequestBody(content = @Content(schema = @Schema(implementation = RetryRequest.class))) String body) {
        Optional<Duration> wait = responses.wait(headers);
        return access.retryable(id)
                .call(job -> limiter.admit(job.subject().id(), auditContexts.of(null)))
                .chain(job -> retry.retry(job, auditContexts.of(null), RetryRequest.previewToken(body)))
                .chain(job -> responses.started(job, wait));
    }

    @POST
    @Path("/cancel")
    @Authenticated
    public Uni<DeletionJobStatus> cancel(
            @PathParam("job_id") JobId id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class))) String body) {
        return access.cancellable(id)
                .chain(job -> changes.cancel(job, auditContexts.ofBody(body)))
                .chain(responses::status);
    }

    @POST
    @Path("/approve")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<DeletionJobStatus> approve(
            @PathParam("job_id") JobId id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class))) String body) {
        return access.find(id)
                .chain(job -> changes.approve(job, auditContexts.requireUser(), auditContexts.ofBody(body)))
                .chain(responses::status);
    }

    @POST
    @Path("/reject")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<DeletionJobStatus> reject(
            @PathParam("job_id") JobId id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class))) String body) {
        return access.find(id)
                .chain(job -> changes.reject(job, auditContexts.requireUser(), auditContexts.ofBody(body)))
                .chain(responses::status);
    }
}
