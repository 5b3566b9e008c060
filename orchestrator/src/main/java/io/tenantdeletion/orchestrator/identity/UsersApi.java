package io.tenantdeletion.orchestrator.identity;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** The calls of Keycloak's Admin REST API, as text: {@link AdminResponses} decides what an answer is worth. */
@RegisterRestClient(configKey = "identity")
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
interface UsersApi {

    @GET
    Uni<RestResponse<String>> search(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @QueryParam("search") String words,
            @QueryParam("briefRepresentation") boolean brief,
            @QueryParam("max") int most);

    @GET
    @Path("/{id}")
    Uni<RestResponse<String>> user(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @PathParam("id") String id);

    @DELETE
    @Path("/{id}")
    Uni<RestResponse<String>> delete(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @PathParam("id") String id);
}
