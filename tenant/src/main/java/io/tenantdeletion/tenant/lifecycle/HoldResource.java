package io.tenantdeletion.tenant.lifecycle;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The orchestrator's hold on a tenant that it is going to delete. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
@Tag(name = "Tenant")
class HoldResource {

    private final Requesters requesters;
    private final Holds holds;

    HoldResource(Requesters requesters, Holds holds) {
        this.requesters = requesters;
        this.holds = holds;
    }

    @PUT
    @Path("/{tenant_id}/deletion")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "holdTenant",
            summary = "Make a tenant inactive for the job that will delete it",
            description =
                    "For services. With sole_admin it is refused where anybody but initiated_by owns or administers"
                            + " the tenant: checked and written in one transaction. Repeating it is safe; another job takes the"
                            + " hold over.")
    @APIResponse(responseCode = "200", ref = "HeldTenant")
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "UnknownTenant")
    @APIResponse(responseCode = "409", ref = "OtherAdmins")
    public Uni<TenantView> hold(@RestPath("tenant_id") TenantId tenantId, HoldRequest body) {
        return holds.hold(tenantId, HoldRequest.checked(body), requesters.current())
                .map(TenantView::of);
    }

    @DELETE
    @Path("/{tenant_id}/deletion")
    @Operation(
            operationId = "releaseTenant",
            summary = "Undo a job's hold",
            description = "For services. If that job holds the tenant, everything is exactly as before; if not, nothing"
                    + " changes.")
    @APIResponse(responseCode = "204", description = "That job does not hold the tenant any more")
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    public Uni<Void> release(
            @RestPath("tenant_id") TenantId tenantId,
            @Parameter(description = "The job whose hold ends", required = true) @RestQuery("job_id") String jobId) {
        return holds.release(tenantId, JobId.fromString(jobId), requesters.current())
                .replaceWithVoid()
                .onFailure(HoldResource::isUnknown)
                .recoverWithNull();
    }

    /** A tenant that is gone is held by nobody. */
    private static boolean isUnknown(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == ProblemType.NOT_FOUND;
    }
}
