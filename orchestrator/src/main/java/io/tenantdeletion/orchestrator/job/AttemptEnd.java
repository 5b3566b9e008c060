package io.tenantdeletion.orchestrator.job;

import java.time.Instant;
import java.util.List;

/**
 * How an attempt ended that did not complete its job.
 *
 * @param status the job's status from now on; null where it stays as it is, to be tried again
 * @param obstacle what it came up against; null where the stop switch ended it
 * @param nextAttemptAt when it is tried again by itself, or null
 * @param errors lines for the job's error log
 * @param begun whether rows may be gone
 * @param progressed whether this attempt got any further
 * @param rollback whether it is undone rather than left failed
 */
public record AttemptEnd(
        JobStatus status,
        Obstacle obstacle,
        Instant nextAttemptAt,
        List<String> errors,
        boolean begun,
        boolean progressed,
        boolean rollback) {

    public AttemptEnd(
            JobStatus status,
            Obstacle obstacle,
            Instant nextAttemptAt,
            List<String> errors,
            boolean begun,
            boolean progressed) {
        this(status, obstacle, nextAttemptAt, errors, begun, progressed, false);
    }

    /** The same, undone. */
    public AttemptEnd rolledBack() {
        return new AttemptEnd(status, obstacle, nextAttemptAt, errors, begun, progressed, true);
    }

    /** The same, where it is tried again by itself not later than at this time. */
    public AttemptEnd notAfter(Instant latest) {
        return nextAttemptAt == null || nextAttemptAt.isBefore(latest)
                ? this
                : new AttemptEnd(status, obstacle, latest, errors, begun, progressed, rollback);
    }
}
