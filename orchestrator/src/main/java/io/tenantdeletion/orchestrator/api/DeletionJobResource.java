package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.Idempotency;
import io.tenantdeletion.orchestrator.job.Origin;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.saga.JobOptions;
import io.tenantdeletion.orchestrator.saga.JobRequest;
import io.tenantdeletion.orchestrator.saga.JobStarter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Deletion jobs: start and follow. Lists are {@link DeletionJobListResource}'s, decisions
 * {@link JobDecisionResource}'s.
 */
@Path(DeletionJobResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deletion jobs")
public class DeletionJobResource {

    static final String PATH = "/api/v1/deletion-jobs";

    private final JobStarter starter;
    private final JobAccess access;
    private final Caller caller;
    private final AuditContexts auditContexts;
    private final RequestLimiter limiter;
    private final JobResponses responses;

    DeletionJobResource(
            JobStarter starter,
            JobAccess access,
            Caller caller,
            AuditContexts auditContexts,
            RequestLimiter limiter,
            JobResponses responses) {
        this.starter = starter;
        this.auditContexts = auditContexts;
        this.limiter = limiter;
        this.access = access;
        this.caller = caller;
        this.responses = responses;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
    public Uni<RestResponse<DeletionJobStatus>> start(
            @NotNull @Valid StartDeletion body, @Context HttpHeaders headers) {
        Optional<Duration> wait = responses.wait(headers);
        // By hand: the framework takes an empty header for none.
        Optional<String> key = RequestHeaders.idempotencyKey(headers.getRequestHeader(DeletionHeaders.IDEMPOTENCY_KEY));
        JobRequest request = request(body, key);
        return limiter.admit(body.tenantId().value(), request.auditContext())
                .chain(() -> starter.start(request))
                .chain(job -> responses.started(job, wait));
    }

    @GET
    @Path("/{job_id}")
    @Authenticated
    public Uni<DeletionJobStatus> job(@PathParam("job_id") JobId id) {
        return access.readable(id).chain(responses::status);
    }

    private JobRequest request(StartDeletion body, Optional<String> key) {
        UserId initiator = caller.isService()
                ? Optional.ofNullable(body.initiatedBy()).or(caller::onBehalfOf).orElse(null)
                : caller.userId().orElse(null);
        AuditContext auditContext = auditContexts.of(initiator, body.reason());
        JobOptions options = body.options();
        String digest = RequestDigest.of(
                body.tenantId(),
                initiator,
                body.requestedAs(),
                body.reason(),
                options.retention(),
                body.previewToken(),
                options.onFailure() == null ? options.force() : options.force() + " " + options.onFailure());
        Idempotency idempotency = key.map(value -> new Idempotency(auditContext.by(), value, digest))
                .orElse(null);
        if (options.liftLimits() && role(body) != RequestedAs.PLATFORM_ADMIN) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only a platform admin may lift the limits for a job.");
        }
        if (options.force() && (body.reason() == null || body.reason().isBlank())) {
            throw RequestParameters.invalid(
                    "reason says why this id is to be erased although the tenant service may not know it.");
        }
        if (options.force() && role(body) == RequestedAs.OWNER) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Only a platform admin or a service may erase an id by force.");
        }
        Origin origin = new Origin(initiator, role(body), body.reason(), null);
        return new JobRequest(body.tenantId(), origin, auditContext, options, idempotency);
    }

    private RequestedAs role(StartDeletion body) {
        if (!caller.isService()) {
            return RequestedAs.PLATFORM_ADMIN;
        }
        return body.requestedAs() == null ? RequestedAs.SERVICE : RequestedAs.named(body.requestedAs());
    }
}
