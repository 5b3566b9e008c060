package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/** The problems a caller can meet with jobs. */
public final class JobProblems {

    public static final ProblemType JOB_OPEN =
            new ProblemType("deletion-job-open", 409, "Another deletion of this tenant is open");
    public static final ProblemType NOT_RETRYABLE =
            new ProblemType("deletion-job-not-failed", 409, "Only a failed job can be retried");
    public static final ProblemType NOT_PENDING =
            new ProblemType("deletion-job-not-pending", 409, "Only a job that has not begun can be taken back");
    public static final ProblemType NOT_AWAITING_APPROVAL =
            new ProblemType("deletion-job-not-awaiting-approval", 409, "This job does not wait for an approval");
    public static final ProblemType KEY_REUSED =
            new ProblemType("idempotency-key-reused", 422, "The idempotency key belongs to another request");

    private JobProblems() {}

    static ProblemException open(JobId job) {
        return new ProblemException(
                JOB_OPEN,
                "Follow the open job; a tenant is deleted by one job at a time.",
                Map.of("job_id", job.toString()),
                Map.of(HttpHeaders.LOCATION, "/api/v1/deletion-jobs/" + job));
    }

    static ProblemException keyReused() {
        return new ProblemException(KEY_REUSED, "Send a new Idempotency-Key with a new request.");
    }

    static ProblemException notPending() {
        return new ProblemException(
                NOT_PENDING, "The deletion has begun or ended already; nothing can be brought back.");
    }

    static ProblemException notAwaitingApproval() {
        return new ProblemException(
                NOT_AWAITING_APPROVAL, "It needs none, was decided already, or the time to decide has passed.");
    }

    static ProblemException ownJob() {
        return new ProblemException(
                ProblemType.FORBIDDEN, "Approval is for a platform admin who did not ask for the deletion.");
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such job.");
    }
}
