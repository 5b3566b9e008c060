package io.tenantdeletion.orchestrator.userdeletion;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.JobKind;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.Patience;
import io.tenantdeletion.orchestrator.job.RunJournal;
import io.tenantdeletion.orchestrator.job.StepAnswer;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.saga.JobEvents;
import io.tenantdeletion.orchestrator.saga.JobProcess;
import io.tenantdeletion.orchestrator.saga.PurgeSteps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One run of a user's job: its steps in order, each only when the one before has completed. So nobody leaves a tenant
 * that is still theirs, and no account goes while something of its user is left.
 */
@ApplicationScoped
class UserDeletion implements JobProcess {

    private static final String SKIPPED = "skipped: runs after every step before it has completed";

    private final JobStore store;
    private final RunJournal journal;
    private final PurgeSteps services;
    private final Map<String, OwnStep> own;
    private final JobEvents events;
    private final Patience patience;

    UserDeletion(
            JobStore store,
            RunJournal journal,
            PurgeSteps services,
            @All List<OwnStep> own,
            JobEvents events,
            Patience patience) {
        this.store = store;
        this.journal = journal;
        this.services = services;
        this.own = own.stream().collect(Collectors.toMap(OwnStep::name, Function.identity()));
        this.events = events;
        this.patience = patience;
    }

    @Override
    public JobKind kind() {
        return JobKind.USER;
    }

    @Override
    public Uni<JobStatus> run(Lease lease, Executor context) {
        return patience.bound(store.find(lease.job()))
                .map(job -> new UserRun(job.orElseThrow(), lease, context, services::isStopped))
                .call(() -> journal.begin(lease, List.of()))
                .emitOn(context)
                .chain(this::run);
    }

    private Uni<JobStatus> run(UserRun run) {
        Instant since = events.started(run.job());
        return stages(run, Steps.stages(run.job().steps()))
                .emitOn(run.context())
                .invoke(outcome -> events.finished(run.job(), outcome, since));
    }

    private Uni<JobStatus> stages(UserRun run, List<List<String>> stages) {
        if (stages.isEmpty()) {
            return journal.finish(run.lease(), JobStatus.COMPLETED, List.of()).replaceWith(JobStatus.COMPLETED);
        }
        if (run.stopped().getAsBoolean()) {
            return pause(run);
        }
        return journal.start(run.lease(), stages.get(0))
                .emitOn(run.context())
                .chain(() -> stage(run, stages.get(0)))
                .chain(answers -> {
                    if (PurgeSteps.paused(answers)) {
                        return pause(run);
                    }
                    List<List<String>> later = stages.subList(1, stages.size());
                    return PurgeSteps.completed(answers) ? stages(run, later) : fail(run, answers, later);
                });
    }

    private Uni<List<StepAnswer>> stage(UserRun run, List<String> stage) {
        return UserSteps.OWN.contains(stage.get(0))
                ? step(run, own.get(stage.get(0))).map(List::of)
                : services.run(
                        stage,
                        run.lease(),
                        run.context(),
                        participant ->
                                participant.purgeUser(run.user(), run.job().id()));
    }

    private Uni<StepAnswer> step(UserRun run, OwnStep step) {
        Instant since = events.now();
        return step.run(run)
                .emitOn(run.context())
                .call(answer -> journal.record(run.lease(), answer))
                .emitOn(run.context())
                .invoke(answer -> {
                    events.answered(answer);
                    events.ended(JobKind.USER, answer, since);
                });
    }

    private Uni<JobStatus> pause(UserRun run) {
        return journal.pause(run.lease()).replaceWith(JobStatus.IN_PROGRESS);
    }

    private Uni<JobStatus> fail(UserRun run, List<StepAnswer> answers, List<List<String>> later) {
        return Multi.createFrom()
                .iterable(later.stream().flatMap(List::stream).toList())
                .onItem()
                .transformToUniAndConcatenate(step -> journal.record(run.lease(), StepAnswer.skipped(step, SKIPPED)))
                .collect()
                .last()
                .chain(() -> journal.finish(run.lease(), JobStatus.FAILED, services.errorLog(answers)))
                .replaceWith(JobStatus.FAILED);
    }
}
