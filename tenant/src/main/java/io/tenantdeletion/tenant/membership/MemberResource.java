package io.tenantdeletion.tenant.membership;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.security.TenantAdmin;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.tenant.paging.PageParameters;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The members of one tenant. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Membership")
class MemberResource {

    private final Requesters requesters;
    private final TenantAdmins admins;
    private final MemberList list;
    private final Members members;

    MemberResource(Requesters requesters, TenantAdmins admins, MemberList list, Members members) {
        this.requesters = requesters;
        this.admins = admins;
        this.list = list;
        this.members = members;
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
    @Path("/{tenant_id}/members")
    @Operation(
            operationId = "tenantMembers",
            summary = "The members of a tenant, in parts",
            description = "For its members, platform admins and services.")
    @APIResponse(
            responseCode = "200",
            description = "Members, ordered by user_id",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next part, with rel=\"next\", where more follows",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = MemberView.class),
                            examples = @ExampleObject(name = "members", value = """
                                    [{"user_id": "22222222-2222-4222-8222-222222222222", "role": "owner",
                                      "created_at": "2025-03-14T08:00:00Z"}]""")))
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "UnknownTenant")
    public Uni<RestResponse<List<MemberView>>> members(
            @RestPath("tenant_id") TenantId tenantId,
            @Parameter(description = "The last user_id of the part before") @RestQuery String after,
            @Parameter(description = "The most entries, 1 to 1000; 500 if left out") @RestQuery String limit) {
        return list.of(tenantId, PageParameters.of(after, limit), requesters.current())
                .map(page -> page.map(MemberView::of).at("/api/v1/tenants/" + tenantId + "/members"));
    }

    @PUT
    @Path("/{tenant_id}/members/{user_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putTenantMember",
            summary = "Make a user a member, or give a member another role",
            description = "For owners of the tenant, platform admins and services. The tenant keeps an owner: whoever"
                    + " its ownership is, is not made anything less before it is transferred. Repeating it is safe.")
    @APIResponse(
            responseCode = "200",
            description = "The member as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = MemberView.class),
                            examples = @ExampleObject(name = "member", value = """
                                    {"user_id": "33333333-3333-4333-8333-333333333333", "role": "admin",
                                     "created_at": "2026-01-31T12:34:56.789Z"}""")))
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "UnknownTenant")
    @APIResponse(responseCode = "409", ref = "LastOwner")
    public Uni<MemberView> put(
            @RestPath("tenant_id") TenantId tenantId, @RestPath("user_id") UserId userId, MemberRequest body) {
        return members.put(tenantId, userId, MemberRequest.roleOf(body), requesters.current())
                .map(MemberView::of);
    }

    @DELETE
    @Path("/{tenant_id}/members/{user_id}")
    @Operation(
            operationId = "removeTenantMember",
            summary = "Take a member out of a tenant",
            description = "For owners of the tenant, platform admins, services, and the member. The tenant keeps an"
                    + " owner: whoever its ownership is, stays until it is transferred.")
    @APIResponse(responseCode = "204", description = "No member any more")
    @APIResponse(responseCode = "400", ref = "InvalidIdentifier")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "UnknownMember")
    @APIResponse(responseCode = "409", ref = "LastOwner")
    public Uni<Void> remove(@RestPath("tenant_id") TenantId tenantId, @RestPath("user_id") UserId userId) {
        return members.remove(tenantId, userId, requesters.current());
    }
}
