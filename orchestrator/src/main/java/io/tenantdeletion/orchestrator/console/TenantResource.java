package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.api.DeletionPreviewResource;
import io.tenantdeletion.orchestrator.job.RetentionConfig;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;

/** One tenant: to delete it, to take that back, to give it to somebody else. */
@Path("/console/tenants/{tenant_id}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
class TenantResource {

    private static final int MEMBERS = 50;

    private final Tenants tenants;
    private final DeletionPreviewResource previews;
    private final RetentionConfig retention;
    private final People people;
    private final Viewers viewers;
    private final Clock clock;

    TenantResource(
            Tenants tenants,
            DeletionPreviewResource previews,
            RetentionConfig retention,
            People people,
            Viewers viewers,
            Clock clock) {
        this.tenants = tenants;
        this.previews = previews;
        this.retention = retention;
        this.people = people;
        this.viewers = viewers;
        this.clock = clock;
    }

    /** The page; what would go is counted while it is looked at. */
    @GET
    @Path("/delete")
    public Uni<TemplateInstance> question(@PathParam("tenant_id") TenantId id) {
        return tenants.call(api -> api.tenant(id.toString()))
                .map(tenant -> Templates.deleteTenant(page("Delete " + Formats.shortened(tenant.name())), tenant));
    }

    @GET
    @Path("/delete/preview")
    public Uni<TemplateInstance> preview(@PathParam("tenant_id") TenantId id) {
        Page page = page("Preview");
        return Uni.combine()
                .all()
                .unis(
                        tenants.call(api -> api.tenant(id.toString())),
                        previews.preview(id),
                        tenants.call(api -> api.members(id.toString(), MEMBERS)).chain(this::named))
                .with((tenant, preview, members) -> new DeletionForm(
                        tenant,
                        preview,
                        members.list(),
                        members.names(),
                        members.list().size() == MEMBERS,
                        retention.period().toSeconds(),
                        clock.instant().plus(retention.period())))
                .map(form -> Templates.preview(page, form));
    }

    @POST
    @Path("/delete")
    public Uni<Response> delete(
            @PathParam("tenant_id") TenantId id,
            @FormParam("confirm") String confirm,
            @FormParam("retention") String retentionText,
            @FormParam("preview_token") String token,
            @Context HttpHeaders headers) {
        return tenants.call(api -> api.delete(id.toString(), confirm, orNull(retentionText), orNull(token)))
                .map(job -> HtmxRequests.open(
                        headers, "/console/jobs/" + job.path("job_id").asText()));
    }

    @POST
    @Path("/restore")
    public Uni<Response> restore(@PathParam("tenant_id") TenantId id, @Context HttpHeaders headers) {
        return tenants.call(api -> api.restore(id.toString()))
                .map(restored -> HtmxRequests.open(headers, "/console/tenants"));
    }

    @GET
    @Path("/transfer")
    public Uni<TemplateInstance> successors(@PathParam("tenant_id") TenantId id) {
        return Uni.combine()
                .all()
                .unis(
                        tenants.call(api -> api.tenant(id.toString())),
                        tenants.call(api -> api.members(id.toString(), MEMBERS)).chain(this::named))
                .with((tenant, members) -> Templates.transfer(
                        page("Transfer " + Formats.shortened(tenant.name())),
                        tenant,
                        members.list().stream()
                                .filter(member ->
                                        member.mayOwn() && !member.userId().equals(tenant.ownerId()))
                                .toList(),
                        members.names()));
    }

    private Uni<Members> named(List<Member> members) {
        return people.names(members.stream().map(Member::userId)).map(names -> new Members(members, names));
    }

    /** Some of the people in a tenant, and what they are called. */
    private record Members(List<Member> list, Names names) {}

    @POST
    @Path("/transfer")
    public Uni<Response> transfer(
            @PathParam("tenant_id") TenantId id,
            @FormParam("new_owner_id") String owner,
            @Context HttpHeaders headers) {
        NewOwner successor = new NewOwner(UserId.fromString(owner).value());
        return tenants.call(api -> api.transfer(id.toString(), successor))
                .map(transferred -> HtmxRequests.open(headers, "/console/tenants"));
    }

    private Page page(String title) {
        return viewers.page(title, viewers.current().admin() ? "delete-tenant" : "tenants");
    }

    private static String orNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
