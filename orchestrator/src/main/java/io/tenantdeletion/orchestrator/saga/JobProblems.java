package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStatus;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/** The problems a caller can meet with jobs. */
public final class JobProblems {

    public static final ProblemType JOB_OPEN =
            new ProblemType("deletion-job-open", 409, "Another deletion of this tenant or user is open");
    public static final ProblemType NOT_RETRYABLE = new ProblemType(
            "deletion-job-not-failed", 409, "Only a job that has failed or waits to be tried again can be retried");
    public static final ProblemType NOT_PENDING =
            new ProblemType("deletion-job-not-pending", 409, "Only a job that has not begun can be taken back");
    public static final ProblemType BEGUN =
            new ProblemType("deletion-begun", 409, "The deletion has begun and can only be completed");
    public static final ProblemType NOT_IN_PROGRESS =
            new ProblemType("deletion-job-not-in-progress", 409, "Only a job in progress can be aborted");
    public static final ProblemType STILL_REGISTERED = new ProblemType(
            "service-registered", 409, "Only a service that is not registered any more can be left out");
    public static final ProblemType PART_OF_ANOTHER =
            new ProblemType("part-of-another-deletion", 409, "The tenant goes with the deletion of a user's account");
    public static final ProblemType NOT_AWAITING_APPROVAL =
            new ProblemType("deletion-job-not-awaiting-approval", 409, "This job does not wait for an approval");
    public static final ProblemType KEY_REUSED =
            new ProblemType("idempotency-key-reused", 422, "The idempotency key belongs to another request");

    private JobProblems() {}

    /** The job that is open stands as it is, its retention too. */
    public static ProblemException open(DeletionJob job) {
        String begun = job.status() == JobStatus.PENDING ? "It is due at " : "It was due at ";
        return new ProblemException(
                JOB_OPEN,
                "Follow the open job; a tenant or a user is deleted by one job at a time. " + begun
                        + job.start().dueAt() + ", and another request does not change that.",
                Map.of(
                        "job_id",
                        job.id().toString(),
                        "due_at",
                        job.start().dueAt().toString()),
                Map.of(HttpHeaders.LOCATION, "/api/v1/deletion-jobs/" + job.id()));
    }

    static ProblemException keyReused() {
        return new ProblemException(KEY_REUSED, "Send a new Idempotency-Key with a new request.");
    }

    /** Why a job cannot be taken back. */
    static ProblemException notCancellable(DeletionJob job) {
        if (job.hasBegunPurge() && job.status() != JobStatus.COMPLETED) {
            return begun(job.id());
        }
        return new ProblemException(
                NOT_PENDING,
                job.running() || job.isCancellable()
                        ? "It is being run at this moment, or a tenant that goes along is."
                        : "It is " + job.status() + "; there is nothing to take back.");
    }

    /** Rows are gone, so the deletion goes on until it is completed. */
    static ProblemException begun(JobId job) {
        return new ProblemException(
                BEGUN,
                "Rows have been deleted already, so the tenant cannot be restored and nothing can be kept back. The"
                        + " deletion goes on until it is completed; retry the job where it has failed.",
                Map.of("job_id", job.toString()),
                Map.of(HttpHeaders.LOCATION, "/api/v1/deletion-jobs/" + job));
    }

    static ProblemException partOf(JobId parent) {
        return new ProblemException(
                PART_OF_ANOTHER,
                "Cancel that deletion instead while it is pending, or restore it once it is completed.",
                Map.of("job_id", parent.toString()),
                Map.of(HttpHeaders.LOCATION, "/api/v1/deletion-jobs/" + parent));
    }

    static ProblemException notAwaitingApproval() {
        return new ProblemException(
                NOT_AWAITING_APPROVAL, "It needs none, was decided already, or the time to decide has passed.");
    }

    static ProblemException ownJob() {
        return new ProblemException(
                ProblemType.FORBIDDEN, "Approval is for a platform admin who did not ask for the deletion.");
    }
}
