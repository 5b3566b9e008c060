package io.tenantdeletion.orchestrator.participant;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The tenant service's own data about a tenant. */
@RegisterRestClient(configKey = "tenant-service")
@OidcClientFilter
@Path("/api/v1/tenants")
interface TenantApi {

    @GET
    @Path("/{tenant_id}")
    Uni<KnownTenant> tenant(@PathParam("tenant_id") String tenantId);
}
