package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.saga.JobIntervention;
import io.tenantdeletion.orchestrator.saga.JobRestore;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What a platform admin does about a job that does not come to an end by itself. */
@Path(DeletionJobResource.PATH + "/{job_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Roles.PLATFORM_ADMIN)
@Tag(name = "Deletion jobs")
public class JobInterventionResource {

    private final JobIntervention intervention;
    private final JobRestore restore;
    private final JobAccess access;
    private final AuditContexts auditContexts;
    private final JobResponses responses;

    JobInterventionResource(
            JobIntervention intervention,
            JobRestore restore,
            JobAccess access,
            AuditContexts auditContexts,
            JobResponses responses) {
        this.intervention = intervention;
        this.restore = restore;
        this.access = access;
        this.auditContexts = auditContexts;
        this.responses = responses;
    }

    @POST
    @Path("/abort")
    @Operation(
            summary = "Stop a job that is in progress",
            description = "It has failed then and can be retried; what is deleted stays deleted. Needs a reason.")
    @APIResponse(responseCode = "200", description = "The job, failed")
    @APIResponse(responseCode = "404", description = "Unknown job")
    @APIResponse(responseCode = "409", description = "It is not in progress")
    public Uni<DeletionJobStatus> abort(
            @PathParam("job_id") JobId id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class))) String body) {
        return access.find(id)
                .chain(job -> intervention.abort(job, auditContexts.ofRequiredReason(body)))
                .chain(responses::status);
    }

    @POST
    @Path("/restore")
    @Parameter(
            name = DeletionHeaders.PREFER,
            in = ParameterIn.HEADER,
            description = DeletionJobResource.WAIT,
            schema = @Schema(type = SchemaType.STRING, examples = "wait=30"))
    @Operation(
            summary = "Undo a completed deletion",
            description =
                    "Until restore.until. Every service puts back what it has deleted, then the tenant service; the"
                            + " job is restored then, and the tenant in use again. Of a user: what services have deleted,"
                            + " rows that stayed name the user again, memberships and ownerships are given back where"
                            + " tenants are as the job has left them; then the tenants that went along. Accounts in the"
                            + " identity provider are not brought back. Repeated, it answers the restored job. One that fails keeps what is back, and is"
                            + " retried like any job.")
    @APIResponse(responseCode = "202", description = "The job is being undone; follow it at Location")
    @APIResponse(responseCode = "200", description = "The job has ended, restored or failed: see its status")
    @APIResponse(responseCode = "404", description = "Unknown job")
    @APIResponse(
            responseCode = "409",
            description = "It is not completed, is being undone already, a service has kept nothing of it, there is a"
                    + " tenant of this id, or a tenant that went along cannot come back (jobs)")
    @APIResponse(responseCode = "410", description = "The time to undo it is over")
    @APIResponse(responseCode = "503", description = "The tenant service could not be asked for this tenant")
    public Uni<RestResponse<DeletionJobStatus>> restore(
            @PathParam("job_id") JobId id,
            @Context HttpHeaders headers,
            @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class))) String body) {
        Optional<Duration> wait = responses.wait(headers);
        return access.find(id)
                .chain(job -> restore.restore(job, auditContexts.ofBody(body)))
                .chain(job -> responses.started(job, wait));
    }

    @POST
    @Path("/steps/{service}/leave-out")
    @Operation(
            summary = "Go on without a service that is not registered any more",
            description = "What it holds stays there: nobody asked it. Needs a reason, which is audited.")
    @APIResponse(responseCode = "200", description = "The job, in progress again where it waited for that")
    @APIResponse(responseCode = "404", description = "Unknown job, or the service is no part of it")
    @APIResponse(responseCode = "409", description = "The service is registered, or the job runs now or has ended")
    public Uni<DeletionJobStatus> leaveOut(
            @PathParam("job_id") JobId id,
            @PathParam("service") String service,
            @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class))) String body) {
        return access.find(id)
                .chain(job -> intervention.leaveOut(job, service, auditContexts.ofRequiredReason(body)))
                .chain(responses::status);
    }
}
