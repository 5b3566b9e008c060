package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.DeletionJobStatus;
import io.tenantdeletion.orchestrator.api.UserDeletionQuery;
import io.tenantdeletion.orchestrator.api.UserDeletionResource;
import io.tenantdeletion.orchestrator.userdeletion.UserPreview;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/** The deletion of a user: of anybody by a platform admin, and of one's own account. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
class UserResource {

    private final UserDeletionResource users;
    private final People people;
    private final Viewers viewers;

    UserResource(UserDeletionResource users, People people, Viewers viewers) {
        this.users = users;
        this.people = people;
        this.viewers = viewers;
    }

    @GET
    @Path("/delete-user")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<TemplateInstance> question(@QueryParam("user_id") String id) {
        Page page = viewers.page("Delete a user", "delete-user");
        String wanted =
                id == null || id.isBlank() ? "" : UserId.fromString(id.strip()).toString();
        return people.names(Stream.of(wanted)).map(names -> Templates.deleteUser(page, wanted, names));
    }

    @GET
    @Path("/account")
    @Authenticated
    public TemplateInstance account() {
        return Templates.account(viewers.page("My account", "account"));
    }

    @GET
    @Path("/users/{user_id}/preview")
    @Authenticated
    public Uni<TemplateInstance> preview(@PathParam("user_id") UserId id) {
        Page page = viewers.page("Preview", "");
        boolean own = id.equals(page.viewer().userId());
        return users.preview(id)
                .chain(preview -> people.names(preview.preview().tenantsToTransfer().stream()
                                .map(UserPreview.TenantToTransfer::newOwnerId))
                        .map(names -> Templates.userPreview(page, preview, names, own)));
    }

    @POST
    @Path("/delete-user")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<Response> delete(
            @FormParam("user_id") String id,
            @FormParam("preview_token") String token,
            @FormParam("reason") String reason,
            @Context HttpHeaders headers) {
        return opened(
                users.delete(UserId.fromString(id), new UserDeletionQuery(), orNull(token), orNull(reason), headers),
                headers);
    }

    @POST
    @Path("/account/delete")
    @Authenticated
    public Uni<Response> deleteOwn(
            @FormParam("preview_token") String token,
            @FormParam("reason") String reason,
            @Context HttpHeaders headers) {
        return opened(users.deleteOwn(orNull(token), orNull(reason), headers), headers);
    }

    private static Uni<Response> opened(Uni<RestResponse<DeletionJobStatus>> started, HttpHeaders headers) {
        return started.map(answer ->
                HtmxRequests.open(headers, "/console/jobs/" + answer.getEntity().jobId()));
    }

    private static String orNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
