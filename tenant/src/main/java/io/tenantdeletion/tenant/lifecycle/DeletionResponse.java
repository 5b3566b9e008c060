package io.tenantdeletion.tenant.lifecycle;

import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.tenant.jobs.DeletionJob;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What a caller is told about the job a request led to. */
final class DeletionResponse {

    static final ProblemType DELETION_FAILED =
            new ProblemType("deletion-failed", 502, "The job ended without deleting the tenant");

    private DeletionResponse() {}

    /**
     * 200 with the summary of a completed job, 202 while it is on its way or waits for its time, or where it was a
     * rehearsal: that has gone well, but the tenant is there. Nobody waits for a job that is still pending, nor for one
     * that was open already.
     *
     * @param location where the job can be read
     * @param waited the preference handed on to the orchestrator, zero for none
     * @throws ProblemException 502 where the job has ended without success
     */
    static Response of(DeletionJob job, URI location, Duration waited) {
        if (job.hasEndedOtherwise()) {
            throw new ProblemException(
                    DELETION_FAILED,
                    "The deletion job ended as " + job.status() + ". Some services may have deleted their part; the"
                            + " job's address tells what happened, and the job can be retried there.",
                    Map.of("job_id", job.id(), "job", job.body()),
                    Map.of(HttpHeaders.LOCATION, location.toString()));
        }
        Response.ResponseBuilder answer = Response.status(
                        job.isCompleted() ? Response.Status.OK : Response.Status.ACCEPTED)
                .header(HttpHeaders.LOCATION, location.toString())
                .entity(job.body());
        if (!waited.isZero() && !job.found() && !job.isPending()) {
            answer.header(DeletionHeaders.PREFERENCE_APPLIED, "wait=" + waited.toSeconds());
        }
        return answer.build();
    }
}
