package io.tenantdeletion.tenant.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The orchestrator's audit log as this service needs it, called with a client-credentials token. */
@RegisterRestClient(configKey = "orchestrator")
@OidcClientFilter
@Path("/api/v1/audit")
interface AuditApi {

    /** Events to be written down, oldest first. */
    record Batch(List<JsonNode> events) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Void> append(Batch events);
}
