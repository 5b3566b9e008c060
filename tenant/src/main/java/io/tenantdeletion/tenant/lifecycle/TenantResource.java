package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.tenant.membership.Memberships;
import io.tenantdeletion.tenant.registry.Tenants;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** One tenant, for those who belong to it. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Tenant")
class TenantResource {

    private final Caller caller;
    private final Tenants tenants;
    private final Memberships memberships;

    TenantResource(Caller caller, Tenants tenants, Memberships memberships) {
        this.caller = caller;
        this.tenants = tenants;
        this.memberships = memberships;
    }

    @GET
    @Path("/{tenant_id}")
    @Operation(
            operationId = "tenant",
            summary = "Read a tenant",
            description = "For services, platform admins and members of the tenant.")
    @APIResponse(
            responseCode = "200",
            description = "The tenant",
            content =
                    @Content(
                            schema = @Schema(implementation = TenantView.class),
                            examples = @ExampleObject(name = "tenant", value = """
                                    {"tenant_id": "11111111-1111-4111-8111-111111111111",
                                     "name": "Panadería La Espiga",
                                     "owner_id": "22222222-2222-4222-8222-222222222222",
                                     "status": "active", "created_at": "2025-03-14T08:00:00Z"}""")))
    @APIResponse(responseCode = "400", ref = "InvalidIdentifier")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "UnknownTenant")
    public Uni<TenantView> tenant(@RestPath("tenant_id") TenantId tenantId) {
        return Panache.withSession(() -> tenants.require(tenantId)
                .call(tenant -> requireMember(tenantId))
                .map(TenantView::of));
    }

    private Uni<Void> requireMember(TenantId tenant) {
        if (caller.isService() || caller.isPlatformAdmin()) {
            return Uni.createFrom().voidItem();
        }
        return caller.userId()
                .map(user -> memberships.contains(tenant, user))
                .orElseGet(() -> Uni.createFrom().item(false))
                .invoke(member -> {
                    if (!member) {
                        throw new ProblemException(ProblemType.FORBIDDEN, "Only members of this tenant may read it.");
                    }
                })
                .replaceWithVoid();
    }
}
