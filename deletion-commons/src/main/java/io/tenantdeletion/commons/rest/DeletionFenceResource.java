package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionFence;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.fence.Fences;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.subject.Subject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Sets and lifts the fence around a tenant. */
@Path("/api/v1/{service}/tenant/{tenant_id}/deletion-fence")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", ref = "InvalidTenantId")
@APIResponse(responseCode = "401", ref = "InvalidToken")
@APIResponse(responseCode = "403", ref = "NotAllowed")
@APIResponse(responseCode = "404", ref = "UnknownService")
@APIResponse(responseCode = "503", ref = "NotNow")
public class DeletionFenceResource {

    private final ServedServices services;
    private final Fences fences;
    private final Caller caller;

    DeletionFenceResource(ServedServices services, Fences fences, Caller caller) {
        this.services = services;
        this.fences = fences;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            operationId = "fenceTenant",
            summary = "Let no row of a tenant come in any more",
            description = "Nothing is deleted. Idempotent; a repeated call keeps the time of the first.")
    @APIResponse(
            responseCode = "200",
            description = "The fence stands",
            content =
                    @Content(
                            schema = @Schema(implementation = DeletionFence.class),
                            examples = @ExampleObject(name = "Example", ref = "Fence")))
    @APIResponse(responseCode = "409", ref = "Refused")
    public Uni<DeletionFence> fence(
            @PathParam("service") String name,
            @PathParam("tenant_id") TenantId tenant,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        TenantDataDeletionService service = services.withTenantData(name);
        return fences.set(service, new Subject.Tenant(tenant), Optional.ofNullable(job))
                .map(set -> DeletionFence.of(tenant, service.serviceName(), set.planVersion(), set.fencedAt()));
    }

    @DELETE
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
    @Operation(
            operationId = "liftTenantFence",
            summary = "Lift the fence around a tenant",
            description = "For services only while no purge has begun; for platform admins always, to use an erased id"
                    + " again. Idempotent.")
    @APIResponse(responseCode = "204", description = "There is no fence")
    @APIResponse(responseCode = "409", ref = "PurgeBegun")
    public Uni<Void> lift(
            @PathParam("service") String name,
            @PathParam("tenant_id") TenantId tenant,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        return fences.lift(
                services.withTenantData(name),
                new Subject.Tenant(tenant),
                caller.isPlatformAdmin(),
                ContractResponses.by(caller, job));
    }
}
