package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.tenant.registry.TenantView;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The way back while a deletion is pending. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Tenant")
class TenantRestoreResource {

    private final Requesters requesters;
    private final TenantRestore restore;

    TenantRestoreResource(Requesters requesters, TenantRestore restore) {
        this.requesters = requesters;
        this.restore = restore;
    }

    @POST
    @Path("/{tenant_id}/restore")
    public Uni<TenantView> restore(@RestPath("tenant_id") TenantId tenantId) {
        return restore.restore(tenantId, requesters.current()).map(TenantView::of);
    }
}
