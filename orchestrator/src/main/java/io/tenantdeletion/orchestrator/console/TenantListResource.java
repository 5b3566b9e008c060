package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Finding tenants: one's own, and for platform admins all. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
class TenantListResource {

    private static final String OWN = "/console/tenants";
    private static final String ALL = "/console/delete-tenant";

    private final Tenants tenants;
    private final Viewers viewers;

    TenantListResource(Tenants tenants, Viewers viewers) {
        this.tenants = tenants;
        this.viewers = viewers;
    }

    @GET
    @Path("/tenants")
    @Authenticated
    public Uni<TemplateInstance> own(
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("sort") @DefaultValue("name") String sort,
            @QueryParam("after") String after) {
        Page frame = viewers.page("My tenants", "tenants");
        return find(true, OWN, query, sort, after).map(found -> Templates.tenants(frame, found));
    }

    /** Makes a tenant, whose owner the person becomes. */
    @POST
    @Path("/tenants")
    @Authenticated
    public Uni<Response> create(
            @FormParam("name") String name, @FormParam("key") String key, @Context HttpHeaders headers) {
        return tenants.call(api -> api.create(key, new NewTenant(name)))
                .map(made -> HtmxRequests.open(headers, OWN + "?sort=-created_at"));
    }

    @GET
    @Path("/delete-tenant")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<TemplateInstance> find(
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("sort") @DefaultValue("name") String sort,
            @QueryParam("after") String after) {
        Page frame = viewers.page("Delete a tenant", "delete-tenant");
        return find(false, ALL, query, sort, after).map(found -> Templates.findTenant(frame, found));
    }

    private Uni<TenantList> find(boolean mine, String path, String query, String sort, String after) {
        String wanted = query.strip();
        String last = after == null || after.isBlank() ? null : after;
        return tenants.call(
                        api -> api.find(wanted.isEmpty() ? null : wanted, mine, sort, last, TenantList.PAGE_SIZE + 1))
                .map(found -> TenantList.of(found, path, wanted, sort, last));
    }
}
