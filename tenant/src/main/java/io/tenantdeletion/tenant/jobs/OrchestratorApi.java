package io.tenantdeletion.tenant.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The orchestrator's jobs as this service needs them, called with a client-credentials token. */
@RegisterRestClient(configKey = "orchestrator")
@OidcClientFilter
@Path(OrchestratorApi.JOBS)
interface OrchestratorApi {

    String JOBS = "/api/v1/deletion-jobs";

    /** Why a job is cancelled. */
    record Cancellation(String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<JsonNode> start(
            DeletionJobRequest request,
            @HeaderParam(DeletionHeaders.IDEMPOTENCY_KEY) String idempotencyKey,
            @HeaderParam(DeletionHeaders.PREFER) String prefer,
            @HeaderParam(DeletionHeaders.ON_BEHALF_OF) String onBehalfOf,
            @HeaderParam(DeletionHeaders.REQUESTED_FROM) String requestedFrom);

    @GET
    @Path("/{job_id}")
    Uni<JsonNode> job(
            @PathParam("job_id") String jobId,
            @HeaderParam(DeletionHeaders.ON_BEHALF_OF) String onBehalfOf,
            @HeaderParam(DeletionHeaders.REQUESTED_FROM) String requestedFrom);

    @POST
    @Path("/{job_id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<JsonNode> cancel(
            @PathParam("job_id") String jobId,
            Cancellation why,
            @HeaderParam(DeletionHeaders.ON_BEHALF_OF) String onBehalfOf,
            @HeaderParam(DeletionHeaders.REQUESTED_FROM) String requestedFrom);
}
