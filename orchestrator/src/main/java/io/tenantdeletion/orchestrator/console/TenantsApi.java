package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The tenant service as a person calls it: with the person's own token, and so with the person's own rights. */
@RegisterRestClient(configKey = "console-tenants")
@RegisterProvider(PersonToken.class)
@Path("/api/v1/tenants")
interface TenantsApi {

    @GET
    Uni<List<TenantSummary>> find(
            @QueryParam("q") String query,
            @QueryParam("mine") boolean mine,
            @QueryParam("sort") String sort,
            @QueryParam("after") String after,
            @QueryParam("limit") int limit);

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<TenantSummary> create(@HeaderParam("Idempotency-Key") String key, NewTenant tenant);

    @GET
    @Path("/{tenant_id}")
    Uni<TenantSummary> tenant(@PathParam("tenant_id") String tenant);

    @GET
    @Path("/{tenant_id}/members")
    Uni<List<Member>> members(@PathParam("tenant_id") String tenant, @QueryParam("limit") int limit);

    @DELETE
    @Path("/{tenant_id}")
    Uni<JsonNode> delete(
            @PathParam("tenant_id") String tenant,
            @QueryParam("confirm") String name,
            @QueryParam("retention") String retention,
            @QueryParam("preview_token") String previewToken);

    @POST
    @Path("/{tenant_id}/restore")
    Uni<TenantSummary> restore(@PathParam("tenant_id") String tenant);

    @POST
    @Path("/{tenant_id}/transfer-ownership")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<TenantSummary> transfer(@PathParam("tenant_id") String tenant, NewOwner owner);
}
