package io.tenantdeletion.commons.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The orchestrator's intake of events, called with a client-credentials token. */
@RegisterRestClient(configKey = "events")
@OidcClientFilter
@Path("/api/v1/events")
public interface EventApi {

    /** CloudEvents 1.0, as JSON. */
    record Batch(List<Map<String, Object>> events) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<JsonNode> tell(Batch batch);
}
