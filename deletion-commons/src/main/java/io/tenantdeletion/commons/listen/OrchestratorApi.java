package io.tenantdeletion.commons.listen;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What a listener asks and tells the orchestrator, with a client-credentials token. */
@RegisterRestClient(configKey = "listener")
@OidcClientFilter
@Path("/api/v1")
interface OrchestratorApi {

    /** A job as it is now. */
    @GET
    @Path("/deletion-jobs/{job_id}")
    Uni<JobState> job(@PathParam("job_id") JobId job);

    /** Tells of rows that should not have been there; may be told twice. */
    @POST
    @Path("/findings")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Void> report(LateRows finding);
}
