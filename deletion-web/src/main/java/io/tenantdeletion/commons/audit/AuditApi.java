package io.tenantdeletion.commons.audit;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The orchestrator's audit log, called with a client-credentials token. */
@RegisterRestClient(configKey = "audit")
@OidcClientFilter
@Path("/api/v1/audit")
public interface AuditApi {

    /** Writes the events down; an event that is known already is left as it is. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Void> append(AuditEvents events);
}
