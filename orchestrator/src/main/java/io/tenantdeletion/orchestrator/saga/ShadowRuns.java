package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.ModeConfig;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.ShadowJournal;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Rehearsals: every service is asked, and nothing is changed. A job that was made in shadow stays one however the
 * platform is configured meanwhile, and one that was not does not run while the platform is in shadow.
 */
@ApplicationScoped
class ShadowRuns {

    private final ModeConfig mode;
    private final ShadowJournal journal;

    ShadowRuns(ModeConfig mode, ShadowJournal journal) {
        this.mode = mode;
        this.journal = journal;
    }

    /** What keeps a job that deletes from going on; or nothing. */
    Optional<Obstacle> obstacle(DeletionJob job) {
        return mode.isShadow() && !job.isShadow()
                ? Optional.of(
                        Obstacle.refused("deletion.mode is shadow: this job would delete; retry it when it is delete"))
                : Optional.empty();
    }

    /** What a rehearsal consists of. */
    static List<Phase> phases(List<Phase> all) {
        return all.stream().filter(phase -> phase.name().equals(Phases.PREPARE)).toList();
    }

    /** Whether everybody has answered, so that it is over. */
    static boolean isOver(List<StepResult> answers) {
        return answers.stream().allMatch(answer -> answer.status().isEnded());
    }

    /** Ends a rehearsal: nothing comes of it, and it says what would have. */
    Uni<JobStatus> end(JobRun run, List<StepResult> answers) {
        long rows = answers.stream()
                .filter(answer -> answer.evidence().preview() != null)
                .mapToLong(answer ->
                        DeletionStep.rows(answer.service(), answer.evidence().preview()))
                .sum();
        List<String> refusing = answers.stream()
                .filter(answer -> answer.status() == StepStatus.FAILED)
                .map(StepResult::service)
                .toList();
        String line = "shadow: nothing was deleted; it would have deleted " + rows + " rows of " + answers.size()
                + " services" + (refusing.isEmpty() ? "" : ", and is refused by " + String.join(", ", refusing));
        return journal.end(run.lease(), line, rows).replaceWith(JobStatus.CANCELLED);
    }
}
