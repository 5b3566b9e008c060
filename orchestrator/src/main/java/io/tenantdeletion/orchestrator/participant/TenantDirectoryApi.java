package io.tenantdeletion.orchestrator.participant;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** A tenant, as text: {@link TenantDirectory} decides what an answer is worth. */
@RegisterRestClient(configKey = "participant")
@OidcClientFilter
@Path("/api/v1/tenants/{tenant_id}")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
interface TenantDirectoryApi {

    @GET
    Uni<RestResponse<String>> tenant(@PathParam("tenant_id") String tenantId);
}
