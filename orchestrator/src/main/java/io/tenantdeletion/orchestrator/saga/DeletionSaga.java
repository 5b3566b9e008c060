package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.JobKind;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.Patience;
import io.tenantdeletion.orchestrator.job.RunJournal;
import io.tenantdeletion.orchestrator.job.StepAnswer;
import io.tenantdeletion.orchestrator.participant.Outcome;
import io.tenantdeletion.orchestrator.participant.Participant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * One run of a tenant's job: every service whose step has not completed, all in parallel; when all of them have, the
 * tenant service. A service that fails does not disturb the others, but keeps the tenant step from running.
 */
@ApplicationScoped
class DeletionSaga implements JobProcess {

    private static final String SKIPPED = "skipped: runs after every other service has completed";
    private static final String CHANGED = "what would be deleted is not what was confirmed";

    private final JobStore store;
    private final RunJournal journal;
    private final PurgeSteps steps;
    private final Confirmations confirmations;
    private final JobEvents events;
    private final Patience patience;

    DeletionSaga(
            JobStore store,
            RunJournal journal,
            PurgeSteps steps,
            Confirmations confirmations,
            JobEvents events,
            Patience patience) {
        this.store = store;
        this.journal = journal;
        this.steps = steps;
        this.confirmations = confirmations;
        this.events = events;
        this.patience = patience;
    }

    @Override
    public JobKind kind() {
        return JobKind.TENANT;
    }

    @Override
    public Uni<JobStatus> run(Lease lease, Executor context) {
        return patience.bound(store.find(lease.job()))
                .map(job -> job.orElseThrow())
                .emitOn(context)
                .chain(job -> changes(job)
                        .emitOn(context)
                        .chain(changes -> changes.isEmpty()
                                ? journal.begin(lease, open(job, false))
                                        .emitOn(context)
                                        .chain(() -> run(job, lease, context))
                                : refuse(job, lease, changes)));
    }

    /** What changed since the requester confirmed the job, where that is to be compared before it begins. */
    private Uni<List<String>> changes(DeletionJob job) {
        return job.hasBegun() || job.start().expected() == null
                ? Uni.createFrom().item(List.of())
                : confirmations.changes(job.tenant(), job.start().expected());
    }

    private Uni<JobStatus> refuse(DeletionJob job, Lease lease, List<String> changes) {
        String now = events.now().toString();
        List<String> errors =
                changes.stream().map(change -> now + " not begun: " + change).toList();
        return journal.failBeforeBegin(lease, CHANGED, errors)
                .replaceWith(JobStatus.FAILED)
                .invoke(outcome -> events.finished(job, outcome, events.now()));
    }

    private Uni<JobStatus> run(DeletionJob job, Lease lease, Executor context) {
        Instant since = events.started(job);
        Function<Participant, Uni<Outcome<DataDeletionResponse>>> call =
                participant -> participant.purge(job.tenant(), job.id());
        List<String> last = open(job, true);
        return steps.run(open(job, false), lease, context, call)
                .chain(answers -> {
                    if (PurgeSteps.paused(answers)) {
                        return Uni.createFrom().item(answers);
                    }
                    return PurgeSteps.completed(answers)
                            ? tenantStep(last, lease, context, call)
                            : skip(last, lease).replaceWith(answers);
                })
                .chain(answers -> end(lease, answers))
                .emitOn(context)
                .invoke(outcome -> events.finished(job, outcome, since));
    }

    private Uni<List<StepAnswer>> tenantStep(
            List<String> step,
            Lease lease,
            Executor context,
            Function<Participant, Uni<Outcome<DataDeletionResponse>>> call) {
        return step.isEmpty()
                ? Uni.createFrom().item(List.of())
                : journal.start(lease, step).emitOn(context).chain(() -> steps.run(step, lease, context, call));
    }

    private Uni<JobStatus> end(Lease lease, List<StepAnswer> answers) {
        if (PurgeSteps.paused(answers)) {
            return journal.pause(lease).replaceWith(JobStatus.IN_PROGRESS);
        }
        JobStatus outcome = PurgeSteps.completed(answers) ? JobStatus.COMPLETED : JobStatus.FAILED;
        return journal.finish(lease, outcome, steps.errorLog(answers)).replaceWith(outcome);
    }

    private Uni<Void> skip(List<String> step, Lease lease) {
        return step.isEmpty()
                ? Uni.createFrom().voidItem()
                : journal.record(lease, StepAnswer.skipped(step.get(0), SKIPPED));
    }

    private static List<String> open(DeletionJob job, boolean tenantStep) {
        List<DeletionStep> part = job.steps().stream()
                .filter(step -> step.isTenantStep() == tenantStep)
                .toList();
        return PurgeSteps.open(part);
    }
}
