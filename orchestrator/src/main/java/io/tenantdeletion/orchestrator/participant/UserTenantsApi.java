package io.tenantdeletion.orchestrator.participant;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.TransferRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What the tenant service knows of a user's tenants, as text: {@link UserTenantsResponses} decides what it is worth.
 */
@RegisterRestClient(configKey = "participant")
@OidcClientFilter
@Path("/api/v1/tenants")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
interface UserTenantsApi {

    @GET
    @Path("/user/{user_id}/ownerships")
    Uni<RestResponse<String>> ownerships(
            @PathParam("user_id") String userId, @QueryParam("after") String after, @QueryParam("limit") int limit);

    @GET
    @Path("/user/{user_id}/memberships")
    Uni<RestResponse<String>> memberships(
            @PathParam("user_id") String userId, @QueryParam("after") String after, @QueryParam("limit") int limit);

    @DELETE
    @Path("/user/{user_id}/memberships")
    Uni<RestResponse<String>> leave(@PathParam("user_id") String userId, @BeanParam PurgeHeaders headers);

    @POST
    @Path("/user/{user_id}/memberships/restore")
    Uni<RestResponse<String>> restore(
            @PathParam("user_id") String userId,
            @HeaderParam(DeletionHeaders.JOB_ID) String jobId,
            @HeaderParam(DeletionHeaders.RESTORE_KEY) String restoreKey);

    @DELETE
    @Path("/user/{user_id}/memberships/restore")
    Uni<RestResponse<String>> forgetRestoreLog(
            @PathParam("user_id") String userId, @HeaderParam(DeletionHeaders.JOB_ID) String jobId);

    @POST
    @Path("/{tenant_id}/transfer-ownership")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<String>> transfer(
            @PathParam("tenant_id") String tenantId, @BeanParam PurgeHeaders headers, TransferRequest request);
}
