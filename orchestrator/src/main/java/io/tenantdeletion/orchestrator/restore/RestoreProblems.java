package io.tenantdeletion.orchestrator.restore;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Why a deletion cannot be undone. */
public final class RestoreProblems {

    public static final ProblemType NOT_RESTORABLE =
            new ProblemType("deletion-job-not-restorable", 409, "This deletion cannot be undone");
    public static final ProblemType IN_PROGRESS =
            new ProblemType("restore-in-progress", 409, "The deletion is being undone already");
    public static final ProblemType TENANT_EXISTS =
            new ProblemType("tenant-exists", 409, "There is a tenant of this id");
    public static final ProblemType WINDOW_OVER =
            new ProblemType("restore-window-over", 410, "The time to undo this deletion is over");
    public static final ProblemType NO_ROLLBACK =
            new ProblemType("rollback-impossible", 409, "A failed deletion could not be rolled back");
    static final ProblemType KEY_UNREADABLE =
            new ProblemType("restore-key-unreadable", 409, "The key of the restore logs cannot be read");

    private RestoreProblems() {}

    /** Why this job, as it is now, is not restored. */
    public static ProblemException notRestorable(DeletionJob job) {
        if (job.restoration().isUndo()) {
            return inProgress(job);
        }
        return switch (job.status()) {
            case COMPLETED -> notKept(job);
            case PENDING ->
                new ProblemException(NOT_RESTORABLE, "Nothing has been deleted yet; cancel the job instead.");
            default ->
                new ProblemException(
                        NOT_RESTORABLE, "It is " + job.status() + "; only a completed deletion is restored.");
        };
    }

    private static ProblemException notKept(DeletionJob job) {
        Instant until = job.restoration().until();
        return switch (job.restoration().log()) {
            case NONE ->
                new ProblemException(NOT_RESTORABLE, "No restore log was kept of it: deletion.restore.* was off then.");
            case KEPT ->
                job.restoration().withoutLog().isEmpty()
                        ? windowOver(until)
                        : withoutLog(NOT_RESTORABLE, job.restoration().withoutLog());
            case DESTROYING, DESTROYED -> windowOver(until);
        };
    }

    /** The subject had been erased before, and stays so. */
    public static ProblemException nothingDeleted() {
        return new ProblemException(NOT_RESTORABLE, "It has deleted nothing: there is nothing to bring back.");
    }

    /** A service has kept nothing, or would not. */
    public static ProblemException withoutLog(ProblemType type, List<String> services) {
        return new ProblemException(
                type,
                "These services cannot restore what they delete: " + String.join(", ", services) + ".",
                Map.of("services", services),
                Map.of());
    }

    /** Tenants that go along have jobs of their own, some of which may be half-way when a user's job fails. */
    public static ProblemException noRollbackOfUsers() {
        return new ProblemException(
                NO_ROLLBACK,
                "A user's deletion is not rolled back; it is retried until it is completed, and can be undone then.");
    }

    /** The key is destroyed, or about to be. */
    public static ProblemException windowOver(Instant until) {
        return new ProblemException(
                WINDOW_OVER,
                "What was deleted could be restored " + (until == null ? "for a while" : "until " + until)
                        + "; the key of its restore logs is destroyed.");
    }

    /** Whoever wants to delete or restore it finds that somebody is undoing it. */
    public static ProblemException inProgress(DeletionJob job) {
        JobId id = job.id();
        return new ProblemException(
                IN_PROGRESS,
                "Follow the job; where it has failed, retry it.",
                Map.of("job_id", id.toString()),
                Map.of(HttpHeaders.LOCATION, "/api/v1/deletion-jobs/" + id));
    }

    /** Tenants that went along could not come back with their user. */
    public static ProblemException partsStay(List<JobId> parts) {
        List<String> jobs =
                parts.stream().map(part -> "/api/v1/deletion-jobs/" + part).toList();
        return new ProblemException(
                NOT_RESTORABLE,
                "Tenants went along with the user whose deletion cannot be undone: " + String.join(", ", jobs) + ".",
                Map.of("jobs", jobs),
                Map.of());
    }

    /** Another deletion of the same tenant or user is open, so there is something of this id again. */
    public static ProblemException another(DeletionJob job) {
        return job.tenant() != null
                ? tenantExists()
                : new ProblemException(NOT_RESTORABLE, "Another deletion of the same user is open.");
    }

    /** Somebody has made a tenant of this id meanwhile. */
    public static ProblemException tenantExists() {
        return new ProblemException(
                TENANT_EXISTS, "A tenant with the id of the one that was deleted exists; nothing is put over it.");
    }
}
