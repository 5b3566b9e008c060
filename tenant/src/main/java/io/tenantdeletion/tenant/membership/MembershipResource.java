package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.TenantAdmin;
import io.tenantdeletion.commons.security.TenantAdmins;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Who administers a tenant, and to which tenants a user belongs. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Membership")
class MembershipResource {

    private final Caller caller;
    private final TenantAdmins admins;
    private final Memberships memberships;

    MembershipResource(Caller caller, TenantAdmins admins, Memberships memberships) {
        this.caller = caller;
        this.admins = admins;
        this.memberships = memberships;
    }

    @GET
    @Path("/{tenant_id}/admins")
    @Operation(
            operationId = "tenantAdmins",
            summary = "Who owns and administers a tenant",
            description = "For any authenticated caller. Owners first, then admins, each by seniority.")
    @APIResponse(
            responseCode = "200",
            description = "Its owners and admins",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = TenantAdmin.class),
                            examples = @ExampleObject(name = "admins", value = """
                                    [{"user_id": "22222222-2222-4222-8222-222222222222", "role": "owner"},
                                     {"user_id": "33333333-3333-4333-8333-333333333333", "role": "admin"}]""")))
    @APIResponse(responseCode = "400", ref = "InvalidIdentifier")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "404", ref = "UnknownTenant")
    public Uni<List<TenantAdmin>> admins(@RestPath("tenant_id") TenantId tenantId) {
        return admins.of(tenantId);
    }

    @GET
    @Path("/user/{user_id}/memberships")
    @Operation(
            operationId = "userMemberships",
            summary = "The tenants a user belongs to",
            description = "For services, platform admins and that user. A user without memberships is an empty list.")
    @APIResponse(
            responseCode = "200",
            description = "All memberships, ordered by tenant_id",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Membership.class),
                            examples = @ExampleObject(name = "memberships", value = """
                                    [{"tenant_id": "11111111-1111-4111-8111-111111111111", "role": "owner"}]""")))
    @APIResponse(responseCode = "400", ref = "InvalidIdentifier")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    public Uni<List<Membership>> memberships(@RestPath("user_id") UserId userId) {
        requireOwnOrTrusted(userId);
        return Panache.withSession(() -> memberships.ofUser(userId))
                .map(members -> members.stream().map(Membership::of).toList());
    }

    private void requireOwnOrTrusted(UserId user) {
        boolean own = caller.userId().filter(user::equals).isPresent();
        if (!own && !caller.isService() && !caller.isPlatformAdmin()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only that user may read these memberships.");
        }
    }
}
