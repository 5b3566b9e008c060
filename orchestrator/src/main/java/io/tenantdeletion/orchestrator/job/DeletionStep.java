package io.tenantdeletion.orchestrator.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One service's part of a job.
 *
 * @param phase the phase it is part of
 * @param service name of the participant
 * @param status where it is
 * @param attempts how often it was tried: once per run of the job, and once per call repeated after a failure; going on
 *     after "not complete yet" is no new attempt
 * @param progress 0 to 1
 * @param deletedCounts rows removed so far per table, all calls together
 * @param errors why the last attempt did not succeed
 * @param countsMayBeLow whether an answer was lost although the service may have removed rows, and it has not said
 *     since what the whole job has removed
 * @param startedAt when the current or last attempt began, or null
 * @param completedAt when it ended, or null
 * @param evidence what it has found out beside counts
 * @param leftOut that its service was left out, at one of the steps that this has ended; null otherwise
 */
public record DeletionStep(
        String phase,
        String service,
        StepStatus status,
        int attempts,
        double progress,
        Map<String, Long> deletedCounts,
        List<String> errors,
        boolean countsMayBeLow,
        Instant startedAt,
        Instant completedAt,
        Evidence evidence,
        LeftOut leftOut) {

    /** Name of the participant whose step runs last, after every other one completed. */
    public static final String TENANT = "tenant";

    /** All rows removed so far. */
    public long totalDeleted() {
        return rows(service, deletedCounts);
    }

    /** The rows among what a step counts: the tenants of a user are counted row by row by their own jobs. */
    public static long rows(String service, Map<String, Long> counts) {
        return UserSteps.TENANTS.equals(service)
                ? 0
                : counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
