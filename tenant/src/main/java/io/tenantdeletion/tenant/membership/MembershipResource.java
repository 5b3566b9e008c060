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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
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
    @Operation(
            operationId = "userMemberships",
            summary = "The tenants a user belongs to",
            description = "For services, platform admins and that user. A user without memberships is an empty list."
                    + " The whole list, unless after or limit ask for a part of it.")
    @APIResponse(
            responseCode = "200",
            description = "The memberships, ordered by tenant_id",
            headers =
                    @Header(
                            name = "Link",
                            description =
                                    "The next part, with rel=\"next\", where a part was asked for and more follows",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Membership.class),
                            examples = @ExampleObject(name = "memberships", value = """
                                    [{"tenant_id": "11111111-1111-4111-8111-111111111111", "role": "owner"}]""")))
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
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
    @Operation(
            operationId = "deleteUserMemberships",
            summary = "Take a user out of every tenant",
            description = "For services. A membership that would leave its tenant without an owner stays and is listed"
                    + " in errors. Repeating the call is safe. In the course of the user's own deletion, which"
                    + " Deletion-Job-Id names, success means that no account of that id becomes a member or an owner"
                    + " again, and that no tenant's log names it.")
    @Parameter(
            name = DeletionHeaders.JOB_ID,
            in = ParameterIn.HEADER,
            description = "The job that deletes the user; without it the user only leaves",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @APIResponse(
            responseCode = "200",
            description = "What was removed, and what stays",
            content =
                    @Content(
                            schema = @Schema(implementation = MembershipRemoval.class),
                            examples = @ExampleObject(name = "one stays", value = """
                                    {"user_id": "22222222-2222-4222-8222-222222222222",
                                     "deleted_counts": {"tenant_members": 2}, "success": false,
                                     "errors": [{"tenant_id": "11111111-1111-4111-8111-111111111111",
                                                 "error": "The tenant would have no owner. Transfer its ownership, or have it deleted, first."}],
                                     "timestamp": "2026-01-31T12:34:56.789Z"}""")))
    @APIResponse(responseCode = "400", ref = "InvalidIdentifier")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "503", ref = "InTheWay")
    @APIResponse(responseCode = "409", ref = "DeletionUndone")
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
