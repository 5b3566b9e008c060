package io.tenantdeletion.orchestrator.saga;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.PlannedStep;
import io.tenantdeletion.orchestrator.job.RunJournal;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs jobs of every kind, attempt by attempt: asks whether the job may go on, settles who takes part, then runs phase
 * after phase, the steps of a phase in parallel. Every attempt runs every step again, because rows may have been
 * written since; that is cheap where nothing is left. A step that fails does not disturb the others of its phase, but
 * keeps the next phase from running.
 */
@ApplicationScoped
class PhaseRunner {

    private final List<DeletionProcess> processes;
    private final RunJournal journal;
    private final AttemptEnds ends;
    private final JobEvents events;
    private final ShadowRuns shadow;
    private final JobSpans spans;

    PhaseRunner(
            @All List<DeletionProcess> processes,
            RunJournal journal,
            AttemptEnds ends,
            JobEvents events,
            ShadowRuns shadow,
            JobSpans spans) {
        this.processes = processes;
        this.journal = journal;
        this.ends = ends;
        this.events = events;
        this.shadow = shadow;
        this.spans = spans;
    }

    /**
     * Runs a job to its end, or until it has to wait.
     *
     * @param context where everything goes on after a call
     * @return the status it left the job in, {@code in_progress} where it is to go on later; fails when something could
     *     not be written down, above all because the lease was lost: the job is then for the next run to finish
     */
    Uni<JobStatus> run(Lease lease, JobContext context) {
        return spans.run(lease, context, traced -> begin(lease, traced));
    }

    private Uni<JobStatus> begin(Lease lease, JobContext context) {
        return journal.find(lease)
                .map(job -> new JobRun(
                        job, lease, context, journal.writer(lease, context), () -> ends.isStopped(lease.job())))
                .emitOn(context)
                .chain(run -> attempt(run, process(run.job())));
    }

    private DeletionProcess process(DeletionJob job) {
        return processes.stream().filter(one -> one.runs(job)).findFirst().orElseThrow();
    }

    private Uni<JobStatus> attempt(JobRun run, DeletionProcess process) {
        Instant since = events.started(run.job());
        return ends.lifting(run)
                .emitOn(run.context())
                .chain(lifting -> lifting.isPresent() ? Uni.createFrom().item(lifting) : check(run, process))
                .emitOn(run.context())
                .chain(obstacle -> obstacle.map(found -> ends.stop(run, found))
                        .orElseGet(() -> begin(run, process.phases(run.job()))))
                .emitOn(run.context())
                .call(outcome -> outcome.isGood()
                        ? process.ended(run.job())
                        : Uni.createFrom().voidItem())
                .emitOn(run.context())
                .invoke(outcome -> events.finished(run.job(), outcome, since));
    }

    private Uni<Optional<Obstacle>> check(JobRun run, DeletionProcess process) {
        Optional<Obstacle> obstacle = shadow.obstacle(run.job());
        return obstacle.isPresent() || run.job().isShadow() ? Uni.createFrom().item(obstacle) : process.check(run);
    }

    private Uni<JobStatus> begin(JobRun run, List<Phase> phases) {
        List<PlannedStep> steps = DeletionProcess.steps(phases);
        RestoreLog log = run.restoreLog();
        return journal.begin(run.lease(), steps, log.state(), log.without())
                .emitOn(run.context())
                .chain(free -> free ? run(run, phases) : ends.pause(run));
    }

    private Uni<JobStatus> run(JobRun run, List<Phase> phases) {
        Instant since = events.now();
        Uni<List<StepResult>> steps = spans.phase(run, phases.get(0).name(), traced -> steps(traced, phases.get(0)));
        return steps.emitOn(run.context()).chain(answers -> {
            events.phaseEnded(phases.get(0).name(), since);
            if (run.job().isShadow() && ShadowRuns.isOver(answers)) {
                return run.writer().flush().emitOn(run.context()).chain(() -> shadow.end(run, answers));
            }
            if (answers.stream().anyMatch(answer -> answer.status() != StepStatus.COMPLETED)) {
                return run.writer().flush().emitOn(run.context()).chain(() -> ends.stop(run, answers));
            }
            List<Phase> later = phases.subList(1, phases.size());
            if (later.isEmpty()) {
                return run.writer()
                        .complete()
                        .emitOn(run.context())
                        .chain(free -> free ? Uni.createFrom().item(goodEnd(run.job())) : ends.pause(run));
            }
            return run.isStopped()
                    ? run.writer().flush().emitOn(run.context()).chain(() -> ends.pause(run))
                    : run.writer()
                            .start(later.get(0).name(), later.get(0).services())
                            .emitOn(run.context())
                            .chain(free -> free ? run(run, later) : ends.pause(run));
        });
    }

    private static JobStatus goodEnd(DeletionJob job) {
        return switch (job.restoration().undo()) {
            case NONE -> JobStatus.COMPLETED;
            case RESTORE -> JobStatus.RESTORED;
            case ROLLBACK -> JobStatus.ROLLED_BACK;
        };
    }

    private Uni<List<StepResult>> steps(JobRun run, Phase phase) {
        return phase.services().isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(run.largestFirst(phase.services()).stream()
                                .map(service -> step(run, phase, service))
                                .toList())
                        .andFailFast();
    }

    private Uni<StepResult> step(JobRun run, Phase phase, String service) {
        return Uni.createFrom().deferred(() -> {
            Instant since = events.now();
            return spans.step(run, phase.name(), service, traced -> phase.call().run(traced, phase.name(), service))
                    .emitOn(run.context())
                    .invoke(answer -> {
                        run.note(answer);
                        // Not waited for: the next write takes it along, and fails where this one does.
                        run.writer().record(phase.name(), answer);
                        events.answered(answer);
                        boolean isOnlyTime = answer.status() == StepStatus.PENDING
                                && run.awaited()
                                        .map(Awaited::kind)
                                        .filter(WaitingFor::mayTakeDays)
                                        .isPresent();
                        if (!isOnlyTime) {
                            events.ended(run.job().subject().kind(), phase.name(), answer, since);
                        }
                    });
        });
    }
}
