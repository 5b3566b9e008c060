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

/** What a service says about itself, as text. */
@RegisterRestClient(configKey = "participant-plan")
@OidcClientFilter
@Path("/api/v1/{service}/deletion-plan")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
interface ParticipantPlanApi {

    @GET
    Uni<RestResponse<String>> plan(@PathParam("service") String service);
}
