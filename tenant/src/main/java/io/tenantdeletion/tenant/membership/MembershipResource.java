package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.Membership;
import io.tenantdeletion.commons.contract.MembershipRemoval;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.tenant.paging.PageParameters;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** To which tenants a user belongs, and their end. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Membership")
class MembershipResource {

    private final Requesters requesters;
    private final Memberships memberships;
    private final Departures departures;

    MembershipResource(Requesters requesters, Memberships memberships, Departures departures) {
        this.requesters = requesters;
        this.memberships = memberships;
        this.departures = departures;
    }

    @GET
    @Path("/user/{user_id}/memberships")
    public Uni<RestResponse<List<Membership>>> memberships(
            @RestPath("user_id") UserId userId,
            @Parameter(description = "The last tenant_id of the part before") @RestQuery String after,
            @Parameter(description = "The most entries, 1 to 1000; 500 where only after is given") @RestQuery
                    String limit) {
        requesters.current().requireOwn(userId);
        if (after == null && limit == null) {
            return Panache.withSession(() -> memberships.ofUser(userId))
                    .map(members -> RestResponse.ok(
                            members.stream().map(TenantMember::view).toList()));
        }
        PageParameters parameters = PageParameters.of(after, limit);
        return Panache.withSession(() -> memberships.ofUser(userId, parameters))
                .map(page -> page.map(TenantMember::view).at("/api/v1/tenants/user/" + userId + "/memberships"));
    }

    @DELETE
    @Path("/user/{user_id}/memberships")
    @RolesAllowed(Roles.SERVICE)
    public Uni<MembershipRemoval> deleteMemberships(
            @RestPath("user_id") UserId userId,
            @Parameter(description = "Seals what is changed, so that it can be undone: 32 bytes, base64url")
                    @HeaderParam(DeletionHeaders.RESTORE_KEY)
                    RestoreKey key,
            @Parameter(description = "Until when; with the key", example = "2026-02-07T12:34:56Z")
                    @HeaderParam(DeletionHeaders.RESTORE_UNTIL)
                    String until) {
        Requester by = requesters.current();
        return by.job() == null
                ? departures.leaveAll(userId, by)
                : departures.eraseAll(userId, by.job(), by, RestoreWindow.of(by.job(), key, until));
    }
}
