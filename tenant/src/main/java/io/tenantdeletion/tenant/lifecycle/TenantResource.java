package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.tenant.membership.MemberList;
import io.tenantdeletion.tenant.registry.TenantView;
import io.tenantdeletion.tenant.registry.Tenants;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** One tenant, for those who belong to it. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Tenant")
class TenantResource {

    private final Requesters requesters;
    private final Tenants tenants;
    private final MemberList members;

    TenantResource(Requesters requesters, Tenants tenants, MemberList members) {
        this.requesters = requesters;
        this.tenants = tenants;
        this.members = members;
    }

    @GET
    @Path("/{tenant_id}")
    public Uni<TenantView> tenant(@RestPath("tenant_id") TenantId tenantId) {
        Requester requester = requesters.current();
        return Panache.withSession(() -> tenants.require(tenantId)
                .call(tenant -> members.requireMember(tenantId, requester))
                .map(TenantView::of));
    }
}
