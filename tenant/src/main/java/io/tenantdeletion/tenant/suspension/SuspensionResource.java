package io.tenantdeletion.tenant.suspension;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.SuspensionRequest;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.tenant.registry.TenantView;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Set and ended by the orchestrator: the suspension of a tenant that it is going to delete. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
@Tag(name = "Tenant")
class SuspensionResource {

    private final Requesters requesters;
    private final TenantSuspensions suspensions;

    SuspensionResource(Requesters requesters, TenantSuspensions suspensions) {
        this.requesters = requesters;
        this.suspensions = suspensions;
    }

    @PUT
    @Path("/{tenant_id}/deletion")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<TenantView> suspend(@RestPath("tenant_id") TenantId tenantId, SuspensionRequest body) {
        return suspensions
                .suspend(tenantId, SuspensionChecks.checked(body), requesters.current())
                .map(TenantView::of);
    }

    @DELETE
    @Path("/{tenant_id}/deletion")
    public Uni<Void> unsuspend(
            @RestPath("tenant_id") TenantId tenantId,
            @Parameter(description = "The job that will not delete the tenant", required = true) @RestQuery("job_id")
                    String jobId,
            @Parameter(
                            description = "Positive, greater than that of every request before",
                            required = true,
                            schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
                    @RestQuery
                    String token,
            @Parameter(description = "Whether everything that the job had deleted is back") @RestQuery boolean undone) {
        return suspensions
                .unsuspend(
                        tenantId, JobId.fromString(jobId), SuspensionChecks.token(token), undone, requesters.current())
                .replaceWithVoid()
                .onFailure(SuspensionResource::isUnknown)
                .recoverWithNull();
    }

    /** A tenant that is gone is not suspended. */
    private static boolean isUnknown(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == ProblemType.NOT_FOUND;
    }
}
