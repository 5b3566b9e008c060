package io.tenantdeletion.orchestrator.participant;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SuspensionRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What the tenant service is told about a tenant's deletion. */
@RegisterRestClient(configKey = "tenant-service")
@OidcClientFilter
@Path("/api/v1/tenants")
interface TenantApi {

    @PUT
    @Path("/{tenant_id}/deletion")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Void> suspend(@PathParam("tenant_id") String tenantId, SuspensionRequest request);

    @DELETE
    @Path("/{tenant_id}/deletion")
    Uni<Void> unsuspend(
            @PathParam("tenant_id") String tenantId,
            @QueryParam("job_id") String jobId,
            @QueryParam("token") long token,
            @QueryParam("undone") Boolean undone);
}
