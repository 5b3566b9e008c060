package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.control.StopSwitch;
import io.tenantdeletion.orchestrator.job.AttemptEnd;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.RunJournal;
import io.tenantdeletion.orchestrator.job.StepAnswer;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** How attempts end that do not complete their job: paused, to be tried again by itself, or for a person to look at. */
@ApplicationScoped
class AttemptEnds {

    private final RunJournal journal;
    private final RetryPauses pauses;
    private final StopSwitch stop;
    private final JobEvents events;

    AttemptEnds(RunJournal journal, RetryPauses pauses, StopSwitch stop, JobEvents events) {
        this.journal = journal;
        this.pauses = pauses;
        this.stop = stop;
        this.events = events;
    }

    /** Whether the stop switch was set when this replica last looked. */
    boolean isStopped() {
        return stop.isPaused();
    }

    /** The stop switch ended it; it goes on where it is as soon as that is released. */
    Uni<JobStatus> pause(JobRun run) {
        return end(run, new AttemptEnd(null, null, null, List.of(), run.hasBegunPurge(), run.hasProgressed()));
    }

    /** Steps did not complete. A refusal is for a person; without one, whoever was unavailable is asked again. */
    Uni<JobStatus> stop(JobRun run, List<StepAnswer> answers) {
        List<StepAnswer> refused = with(StepStatus.FAILED, answers);
        if (!refused.isEmpty()) {
            return end(run, failed(run, Obstacle.refused(detail(refused)), errors(answers)));
        }
        List<StepAnswer> unavailable = with(StepStatus.PENDING, answers);
        return unavailable.isEmpty()
                ? pause(run)
                : end(run, unavailable(run, Obstacle.unavailable(detail(unavailable)), errors(unavailable)));
    }

    /** Something keeps the job from going on, before this attempt has deleted anything. */
    Uni<JobStatus> stop(JobRun run, Obstacle obstacle) {
        if (obstacle.ends()) {
            return journal.cancel(run.lease(), obstacle.detail()).replaceWith(JobStatus.CANCELLED);
        }
        List<String> errors = List.of(events.now() + " " + obstacle.kind() + ": " + obstacle.detail());
        return end(
                run,
                obstacle.kind() == WaitingFor.UNAVAILABLE
                        ? unavailable(run, obstacle, errors)
                        : failed(run, obstacle, errors));
    }

    private AttemptEnd unavailable(JobRun run, Obstacle obstacle, List<String> errors) {
        Instant now = events.now();
        return pauses.next(run.job().waiting(), run.hasProgressed(), now)
                .map(next -> new AttemptEnd(null, obstacle, next, List.of(), run.hasBegunPurge(), run.hasProgressed()))
                .orElseGet(() -> failed(run, obstacle, errors));
    }

    private static AttemptEnd failed(JobRun run, Obstacle obstacle, List<String> errors) {
        return new AttemptEnd(JobStatus.FAILED, obstacle, null, errors, run.hasBegunPurge(), run.hasProgressed());
    }

    private Uni<JobStatus> end(JobRun run, AttemptEnd end) {
        return journal.end(run.lease(), end)
                .replaceWith(end.status() == null ? JobStatus.IN_PROGRESS : end.status())
                .invoke(() -> events.waits(run.job(), end));
    }

    private List<String> errors(List<StepAnswer> answers) {
        String now = events.now().toString();
        return answers.stream()
                .flatMap(answer -> answer.errors().stream().map(error -> now + " " + answer.service() + " " + error))
                .toList();
    }

    private static String detail(List<StepAnswer> answers) {
        return answers.stream()
                .map(answer -> answer.service() + ": "
                        + (answer.errors().isEmpty()
                                ? "no answer"
                                : answer.errors().get(0)))
                .collect(Collectors.joining("; "));
    }

    private static List<StepAnswer> with(StepStatus status, List<StepAnswer> answers) {
        return answers.stream().filter(answer -> answer.status() == status).toList();
    }
}
