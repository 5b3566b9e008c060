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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
    public Uni<List<TenantAdmin>> admins(@RestPath("tenant_id") TenantId tenantId) {
        return admins.of(tenantId);
    }

    @GET
    @Path("/{tenant_id}/members")
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
    public Uni<MemberView> put(
            @RestPath("tenant_id") TenantId tenantId, @RestPath("user_id") UserId userId, MemberRequest body) {
        return members.put(tenantId, userId, MemberRequest.roleOf(body), requesters.current())
                .map(MemberView::of);
    }

    @DELETE
    @Path("/{tenant_id}/members/{user_id}")
    public Uni<Void> remove(@RestPath("tenant_id") TenantId tenantId, @RestPath("user_id") UserId userId) {
        return members.remove(tenantId, userId, requesters.current());
    }
}
