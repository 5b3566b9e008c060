package io.tenantdeletion.orchestrator.console;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.api.JobDecisionResource;
import io.tenantdeletion.orchestrator.api.JobInterventionResource;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The buttons of a job: each is the API's call of the same name, with whatever that asks of its caller. */
@Path("/console/jobs/{job_id}")
@Authenticated
class JobActionResource {

    private final JobDecisionResource decisions;
    private final JobInterventionResource interventions;

    JobActionResource(JobDecisionResource decisions, JobInterventionResource interventions) {
        this.decisions = decisions;
        this.interventions = interventions;
    }

    @POST
    @Path("/retry")
    public Uni<Response> retry(
            @PathParam("job_id") JobId id,
            @FormParam("preview_token") String previewToken,
            @Context HttpHeaders headers) {
        String body = previewToken == null || previewToken.isBlank()
                ? null
                : JsonObject.of("preview_token", previewToken).encode();
        return opened(decisions.retry(id, headers, body), id, headers);
    }

    @POST
    @Path("/cancel")
    public Uni<Response> cancel(
            @PathParam("job_id") JobId id, @FormParam("reason") String reason, @Context HttpHeaders headers) {
        return opened(decisions.cancel(id, body(reason)), id, headers);
    }

    @POST
    @Path("/approve")
    public Uni<Response> approve(
            @PathParam("job_id") JobId id, @FormParam("reason") String reason, @Context HttpHeaders headers) {
        return opened(decisions.approve(id, body(reason)), id, headers);
    }

    @POST
    @Path("/reject")
    public Uni<Response> reject(
            @PathParam("job_id") JobId id, @FormParam("reason") String reason, @Context HttpHeaders headers) {
        return opened(decisions.reject(id, body(reason)), id, headers);
    }

    @POST
    @Path("/abort")
    public Uni<Response> abort(
            @PathParam("job_id") JobId id, @FormParam("reason") String reason, @Context HttpHeaders headers) {
        return opened(interventions.abort(id, body(reason)), id, headers);
    }

    @POST
    @Path("/restore")
    public Uni<Response> restore(
            @PathParam("job_id") JobId id, @FormParam("reason") String reason, @Context HttpHeaders headers) {
        return opened(interventions.restore(id, headers, body(reason)), id, headers);
    }

    @POST
    @Path("/leave-out/{service}")
    public Uni<Response> leaveOut(
            @PathParam("job_id") JobId id,
            @PathParam("service") String service,
            @FormParam("reason") String reason,
            @Context HttpHeaders headers) {
        return opened(interventions.leaveOut(id, service, body(reason)), id, headers);
    }

    private static Uni<Response> opened(Uni<?> done, JobId id, HttpHeaders headers) {
        return done.map(nothing -> HtmxRequests.open(headers, "/console/jobs/" + id));
    }

    private static String body(String reason) {
        return reason == null || reason.isBlank()
                ? null
                : JsonObject.of("reason", reason).encode();
    }
}
