package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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
    public Uni<DeletionJobStatus> abort(
            @PathParam("job_id") JobId id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class))) String body) {
        return access.find(id)
                .chain(job -> intervention.abort(job, auditContexts.ofRequiredReason(body)))
                .chain(responses::status);
    }

    @POST
    @Path("/restore")
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
    public Uni<DeletionJobStatus> leaveOut(
            @PathParam("job_id") JobId id,
            @PathParam("service") String service,
            @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class))) String body) {
        return access.find(id)
                .chain(job -> intervention.leaveOut(job, service, auditContexts.ofRequiredReason(body)))
                .chain(responses::status);
    }
}
