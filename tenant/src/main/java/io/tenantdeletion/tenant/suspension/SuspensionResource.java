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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    @Operation(
            operationId = "suspendTenant",
            summary = "Make a tenant inactive for the job that will delete it",
            description =
                    "For services. The request with the greatest token counts, in whatever order they arrive; the one"
                            + " that counts can be repeated. With sole_admin it is refused where anybody but"
                            + " initiated_by and those who are leaving owns or administers the tenant: checked and"
                            + " written in one transaction. With purging there is no way back: from then on only a"
                            + " request that purges, too, is taken, of whatever job.")
    @APIResponse(responseCode = "200", ref = "SuspendedTenant")
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "UnknownTenant")
    @APIResponse(responseCode = "409", ref = "SuspensionRefused")
    public Uni<TenantView> suspend(@RestPath("tenant_id") TenantId tenantId, SuspensionRequest body) {
        return suspensions
                .suspend(tenantId, SuspensionChecks.checked(body), requesters.current())
                .map(TenantView::of);
    }

    @DELETE
    @Path("/{tenant_id}/deletion")
    @Operation(
            operationId = "unsuspendTenant",
            summary = "End the suspension of a tenant",
            description = "For services. Everything is exactly as before the suspension, whichever job it was for, and"
                    + " no request with a smaller token suspends the tenant any more. Where a greater token is known"
                    + " already, nothing changes. Once the job purges, it ends only as undone: everything is back.")
    @APIResponse(responseCode = "204", description = "Done, or decided already by a request with a greater token")
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "409", ref = "DeletionBegun")
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
