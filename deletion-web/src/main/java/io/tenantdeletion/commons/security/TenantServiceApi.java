package io.tenantdeletion.commons.security;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The tenant service as this package needs it, called with a client-credentials token. */
@RegisterRestClient(configKey = "tenant-service")
@OidcClientFilter
@Path("/api/v1/tenants")
interface TenantServiceApi {

    @GET
    @Path("/{tenant_id}/admins")
    Uni<List<TenantAdmin>> admins(@PathParam("tenant_id") String tenantId);
}
