package io.tenantdeletion.orchestrator.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a job's steps add up to.
 *
 * @param progress percent, 0 to 100, with one decimal, every service weighing the same; of phases that only check, none
 *     counts
 * @param totalItemsDeleted rows removed by all services together
 * @param servicesCompleted steps that completed, the tenant step included
 * @param servicesFailed services with a step that failed, of whatever phase
 */
public record JobSummary(double progress, long totalItemsDeleted, int servicesCompleted, int servicesFailed) {

    /** Adds the steps up. */
    public static JobSummary of(List<DeletionStep> steps) {
        List<DeletionStep> deleting =
                steps.stream().filter(step -> !Phases.isCheck(step.phase())).toList();
        double done = deleting.stream().mapToDouble(JobSummary::share).average().orElse(0);
        return new JobSummary(
                Math.floor(done * 1000) / 10,
                deleting.stream().mapToLong(DeletionStep::totalDeleted).sum(),
                (int) deleting.stream()
                        .filter(step -> step.status() == StepStatus.COMPLETED)
                        .count(),
                (int) steps.stream()
                        .filter(step -> step.status() == StepStatus.FAILED)
                        .map(DeletionStep::service)
                        .distinct()
                        .count());
    }

    /** Seconds from {@code from} to {@code to}, or to {@code now} while there is no end; null before the beginning. */
    public static Double seconds(Instant from, Instant to, Instant now) {
        if (from == null) {
            return null;
        }
        return Math.max(0, Duration.between(from, to == null ? now : to).toMillis()) / 1000.0;
    }

    private static double share(DeletionStep step) {
        return step.status() == StepStatus.COMPLETED || step.status() == StepStatus.LEFT_OUT ? 1 : step.progress();
    }
}
