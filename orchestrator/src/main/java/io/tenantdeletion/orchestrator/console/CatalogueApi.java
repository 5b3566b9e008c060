package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The shared catalogue and its moderation as a person calls them: with the person's own token. */
@RegisterRestClient(configKey = "console-catalogue")
@RegisterProvider(PersonToken.class)
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
interface CatalogueApi {

    @GET
    @Path("/{kind}")
    Uni<JsonNode> list(
            @PathParam("kind") String kind,
            @QueryParam("q") String query,
            @QueryParam("page") int page,
            @QueryParam("page_size") int size);

    @GET
    @Path("/{kind}/{id}/deletion-preview")
    Uni<JsonNode> preview(@PathParam("kind") String kind, @PathParam("id") String id);

    @DELETE
    @Path("/{kind}/{id}")
    Uni<JsonNode> delete(
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            @QueryParam("reason") String reason,
            @QueryParam("deletion_type") String type,
            @QueryParam("dependants") List<String> dependants);

    @POST
    @Path("/{kind}/{id}/restore")
    Uni<JsonNode> reopen(@PathParam("kind") String kind, @PathParam("id") String id);

    @GET
    @Path("/moderation/submissions")
    Uni<JsonNode> submissions(
            @QueryParam("status") String status,
            @QueryParam("submitter") String submitter,
            @QueryParam("sort") String sort,
            @QueryParam("page") int page,
            @QueryParam("page_size") int size);

    @GET
    @Path("/moderation/submissions/{id}")
    Uni<JsonNode> submission(@PathParam("id") String id);

    @POST
    @Path("/moderation/submissions/{id}/{action}")
    Uni<JsonNode> decide(@PathParam("id") String id, @PathParam("action") String action, Map<String, String> body);

    @POST
    @Path("/moderation/submissions/bulk")
    Uni<JsonNode> bulk(Map<String, Object> body);
}
