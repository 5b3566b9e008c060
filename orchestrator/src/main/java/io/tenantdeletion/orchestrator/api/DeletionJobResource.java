package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.job.Idempotency;
import io.tenantdeletion.orchestrator.saga.JobRequest;
import io.tenantdeletion.orchestrator.saga.JobRetry;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Deletion jobs: start, follow, retry. Lists are {@link DeletionJobListResource}'s. */
@Path(DeletionJobResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deletion jobs")
public class DeletionJobResource {

    static final String PATH = "/api/v1/deletion-jobs";
    private static final String WAIT = "Return when the job has ended, at the latest after N seconds: `wait=N`.";

    private final JobStarter starter;
    private final JobRetry retry;
    private final JobAccess access;
    private final Caller caller;
    private final Answering answering;

    DeletionJobResource(JobStarter starter, JobRetry retry, JobAccess access, Caller caller, Answering answering) {
        this.starter = starter;
        this.retry = retry;
        this.access = access;
        this.caller = caller;
        this.answering = answering;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
    // Read by hand: the framework takes an empty header for none.
    @Parameter(
            name = DeletionHeaders.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = "1 to 255 visible characters; the same request with the same key is answered the same job",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = DeletionHeaders.PREFER,
            in = ParameterIn.HEADER,
            description = WAIT,
            schema = @Schema(type = SchemaType.STRING, examples = "wait=30"))
    @Operation(
            summary = "Start a deletion",
            description = "Writes a job down and begins it. A tenant has at most one open job. The same Idempotency-Key"
                    + " with the same body answers the same job again, also after it has ended.")
    @APIResponse(responseCode = "202", description = "The job runs; follow it at Location")
    @APIResponse(responseCode = "200", description = "The job has ended, completed or failed: see its status")
    @APIResponse(responseCode = "404", description = "Unknown tenant")
    @APIResponse(responseCode = "409", description = "Another job of this tenant is open")
    @APIResponse(responseCode = "413", description = "The body is too large")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used with another body")
    @APIResponse(responseCode = "503", description = "The tenant service could not be asked")
    public Uni<RestResponse<DeletionJobStatus>> start(
            @NotNull @Valid StartDeletion wish, @Context HttpHeaders headers) {
        Optional<Duration> wait = answering.wait(headers);
        Optional<String> key = RequestHeaders.idempotencyKey(headers.getRequestHeader(DeletionHeaders.IDEMPOTENCY_KEY));
        return starter.start(request(wish, key)).chain(job -> answering.started(job, wait));
    }

    @GET
    @Path("/{job_id}")
    @Authenticated
    @Operation(
            summary = "A job's status",
            description =
                    "For services, platform admins, the user who asked for it, and the tenant's owner and admins.")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "404", description = "Unknown job")
    @APIResponse(responseCode = "503", description = "The tenant service could not be asked who administers the tenant")
    public Uni<DeletionJobStatus> job(@PathParam("job_id") JobId id) {
        return access.readable(id).map(answering::status);
    }

    @POST
    @Path("/{job_id}/retry")
    @Authenticated
    @Parameter(
            name = DeletionHeaders.PREFER,
            in = ParameterIn.HEADER,
            description = WAIT,
            schema = @Schema(type = SchemaType.STRING, examples = "wait=30"))
    @Operation(
            summary = "Retry a failed job",
            description =
                    "Only what has not completed runs again. For services, platform admins, and the user who asked"
                            + " for the job, as long as that user is owner or admin of the tenant or the tenant is gone.")
    @APIResponse(responseCode = "202", description = "The job is in progress again; follow it at Location")
    @APIResponse(responseCode = "200", description = "The job has ended again, completed or failed: see its status")
    @APIResponse(responseCode = "404", description = "Unknown job")
    @APIResponse(responseCode = "409", description = "The job has not failed, or another job of the tenant is open")
    @APIResponse(responseCode = "503", description = "The tenant service could not be asked who administers the tenant")
    public Uni<RestResponse<DeletionJobStatus>> retry(@PathParam("job_id") JobId id, @Context HttpHeaders headers) {
        Optional<Duration> wait = answering.wait(headers);
        return access.retryable(id).chain(retry::retry).chain(job -> answering.started(job, wait));
    }

    private JobRequest request(StartDeletion wish, Optional<String> key) {
        UserId initiator =
                caller.isService() ? wish.initiatedBy() : caller.userId().orElse(null);
        String scope = initiator == null ? "service" : initiator.toString();
        String digest = RequestDigest.of(wish.tenantId(), initiator, wish.reason());
        Idempotency idempotency =
                key.map(value -> new Idempotency(scope, value, digest)).orElse(null);
        return new JobRequest(wish.tenantId(), initiator, wish.reason(), idempotency);
    }
}
