package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.control.StopSwitch;
import io.tenantdeletion.orchestrator.job.AttemptEnd;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.RunJournal;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import io.tenantdeletion.orchestrator.participant.Findings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How attempts end that do not complete their job: paused, to be tried again by itself, or for a person to look at. */
@ApplicationScoped
class AttemptEnds {

    /** Enough for a dozen findings; the error log has them all. */
    private static final int LONGEST_DETAIL = 4000;

    private final RunJournal journal;
    private final RetryPauses pauses;
    private final Fences fences;
    private final VerificationConfig verification;
    private final StopSwitch stop;
    private final JobEvents events;

    AttemptEnds(
            RunJournal journal,
            RetryPauses pauses,
            Fences fences,
            VerificationConfig verification,
            StopSwitch stop,
            JobEvents events) {
        this.journal = journal;
        this.pauses = pauses;
        this.fences = fences;
        this.verification = verification;
        this.stop = stop;
        this.events = events;
    }

    /** Fences of an attempt before, or of a job before this one, may still be on their way out. */
    Uni<Optional<Obstacle>> lifting(JobRun run) {
        return fences.areBeingLifted(run.subject())
                .map(lifting -> lifting
                        ? Optional.of(Obstacle.unavailable("fences of an earlier attempt are being lifted"))
                        : Optional.empty());
    }

    /** Whether the stop switch was set, or a legal hold on this job, when this replica last looked. */
    boolean isStopped(JobId job) {
        return stop.isStopped(job);
    }

    /** The stop switch or a legal hold ended it; it goes on where it is as soon as that is released. */
    Uni<JobStatus> pause(JobRun run) {
        return end(run, new AttemptEnd(null, null, null, List.of(), run.hasBegunPurge(), run.hasProgressed()));
    }

    /** Steps did not complete. A refusal is for a person; without one, whoever was unavailable is asked again. */
    Uni<JobStatus> stop(JobRun run, List<StepResult> answers) {
        List<StepResult> refused = with(StepStatus.FAILED, answers);
        if (!refused.isEmpty()) {
            return end(run, failed(run, Obstacle.refused(detail(refused)), errors(answers)));
        }
        List<StepResult> unavailable = with(StepStatus.PENDING, answers);
        return unavailable.isEmpty() ? pause(run) : end(run, unavailable(run, unavailable));
    }

    /**
     * What only waits for others' transactions waits for no service, and is asked again soon; all else when it says.
     */
    private AttemptEnd unavailable(JobRun run, List<StepResult> answers) {
        String detail = detail(answers);
        Obstacle obstacle = run.awaited()
                .map(awaited -> Obstacle.awaited(awaited.kind(), detail))
                .orElseGet(() -> Obstacle.unavailable(detail));
        AttemptEnd end = unavailable(run, obstacle, errors(answers));
        return answers.stream().allMatch(answer -> answer.evidence().isWaiting())
                ? end.notAfter(events.now().plus(verification.maxRetryDelay()))
                : run.awaited().map(Awaited::until).map(end::notAfter).orElse(end);
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
        return pauses.next(run.job().waiting(), obstacle.kind(), run.hasProgressed(), now)
                .map(next -> new AttemptEnd(null, obstacle, next, List.of(), run.hasBegunPurge(), run.hasProgressed()))
                .orElseGet(() -> failed(run, obstacle, errors));
    }

    private static AttemptEnd failed(JobRun run, Obstacle obstacle, List<String> errors) {
        AttemptEnd end =
                new AttemptEnd(JobStatus.FAILED, obstacle, null, errors, run.hasBegunPurge(), run.hasProgressed());
        return run.isRolledBack() ? end.rolledBack() : end;
    }

    private Uni<JobStatus> end(JobRun run, AttemptEnd end) {
        return journal.end(run.lease(), end)
                .invoke(() -> events.waits(run.job(), end))
                // A job that has failed goes on when a person says so, which may be never.
                .chain(() -> end.status() == JobStatus.FAILED && !end.rollback()
                        ? fences.lift(run.job().id())
                        : Uni.createFrom().voidItem())
                .replaceWith(end.status() == null || end.rollback() ? JobStatus.IN_PROGRESS : end.status());
    }

    private List<String> errors(List<StepResult> answers) {
        String now = events.now().toString();
        return answers.stream()
                .flatMap(answer -> answer.errors().stream().map(error -> now + " " + answer.service() + " " + error))
                .toList();
    }

    private static String detail(List<StepResult> answers) {
        String detail = answers.stream()
                .map(answer -> answer.service() + ": " + detail(answer))
                .collect(Collectors.joining("; "));
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL - 1) + "…";
    }

    /** The first error says what it is; findings say where and what to do, so that each counts. */
    private static String detail(StepResult answer) {
        if (answer.errors().isEmpty()) {
            return "no answer";
        }
        List<String> findings = answer.errors().stream().filter(Findings::isOne).toList();
        return findings.isEmpty()
                ? answer.errors().get(0)
                : answer.errors().get(0) + ", " + String.join(", ", findings);
    }

    private static List<StepResult> with(StepStatus status, List<StepResult> answers) {
        return answers.stream().filter(answer -> answer.status() == status).toList();
    }
}
