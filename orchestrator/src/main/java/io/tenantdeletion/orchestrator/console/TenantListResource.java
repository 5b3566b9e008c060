package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Finding tenants: one's own, and for platform admins all. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
class TenantListResource {

    private static final int PAGE_SIZE = 20;

    private final Tenants tenants;
    private final Viewers viewers;

    TenantListResource(Tenants tenants, Viewers viewers) {
        this.tenants = tenants;
        this.viewers = viewers;
    }

    @GET
    @Path("/tenants")
    @Authenticated
    @Operation(hidden = true)
    public Uni<TemplateInstance> own(@QueryParam("after") String after) {
        Page frame = viewers.page("My tenants", "tenants");
        return find(null, true, after)
                .map(found -> Templates.tenants(frame, list(found, "/console/tenants", "", after)));
    }

    @GET
    @Path("/delete-tenant")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(hidden = true)
    public Uni<TemplateInstance> find(@QueryParam("q") String query, @QueryParam("after") String after) {
        Page frame = viewers.page("Delete a tenant", "delete-tenant");
        String wanted = query == null ? "" : query.strip();
        return find(wanted.isEmpty() ? null : wanted, false, after)
                .map(found -> Templates.findTenant(frame, list(found, "/console/delete-tenant", wanted, after)));
    }

    /** One more than a page has, which tells whether there is a next one. */
    private Uni<List<TenantSummary>> find(String query, boolean mine, String after) {
        String last = after == null || after.isBlank() ? null : after;
        return tenants.call(api -> api.find(query, mine, last, PAGE_SIZE + 1));
    }

    private static TenantList list(List<TenantSummary> found, String path, String query, String after) {
        String first = path + (query.isEmpty() ? "?" : "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&");
        boolean more = found.size() > PAGE_SIZE;
        List<TenantSummary> page = more ? found.subList(0, PAGE_SIZE) : found;
        String next = more ? first + "after=" + page.get(PAGE_SIZE - 1).tenantId() : null;
        return new TenantList(page, query, after == null ? null : first, next);
    }
}
