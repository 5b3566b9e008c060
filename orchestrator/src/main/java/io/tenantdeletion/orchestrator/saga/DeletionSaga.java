package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.Patience;
import io.tenantdeletion.orchestrator.job.RunJournal;
import io.tenantdeletion.orchestrator.job.StepAnswer;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.participant.Failure;
import io.tenantdeletion.orchestrator.participant.FailureKind;
import io.tenantdeletion.orchestrator.participant.GuardConfig;
import io.tenantdeletion.orchestrator.participant.Outcome;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * One run of a job: every service whose step has not completed, all in parallel; when all of them have, the tenant
 * service. A service that fails does not disturb the others, but keeps the tenant step from running.
 */
@ApplicationScoped
class DeletionSaga {

    private static final String SKIPPED = "skipped: runs after every other service has completed";

    private static final Failure NOT_REGISTERED =
            new Failure(FailureKind.NOT_REGISTERED, "this service is not configured any more");

    private final JobStore store;
    private final RunJournal journal;
    private final ParticipantRegistry participants;
    private final GuardConfig config;
    private final JobEvents events;
    private final Patience patience;

    DeletionSaga(
            JobStore store,
            RunJournal journal,
            ParticipantRegistry participants,
            GuardConfig config,
            JobEvents events,
            Patience patience) {
        this.store = store;
        this.journal = journal;
        this.participants = participants;
        this.config = config;
        this.events = events;
        this.patience = patience;
    }

    /**
     * Runs the job to its end.
     *
     * @param context where everything goes on after a call
     * @return fails when something could not be written down, above all because the lease was lost; the job is then for
     *     the next run to finish
     */
    Uni<JobStatus> run(Lease lease, Executor context) {
        return journal.begin(lease)
                .chain(() -> patience.bound(store.find(lease.job())))
                .map(job -> job.orElseThrow())
                .emitOn(context)
                .chain(job -> run(job, lease, context));
    }

    private Uni<JobStatus> run(DeletionJob job, Lease lease, Executor context) {
        Instant since = events.started(job);
        return steps(open(job, false), lease, context)
                .chain(answers -> completed(answers)
                        ? tenantStep(open(job, true), lease, context)
                        : skip(open(job, true), lease).replaceWith(answers))
                .chain(answers -> {
                    JobStatus outcome = completed(answers) ? JobStatus.COMPLETED : JobStatus.FAILED;
                    return journal.finish(lease, outcome, errorLog(answers)).replaceWith(outcome);
                })
                .emitOn(context)
                .invoke(outcome -> events.finished(job, outcome, since));
    }

    private Uni<List<StepAnswer>> steps(List<String> services, Lease lease, Executor context) {
        if (services.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Uni<StepAnswer>> all =
                services.stream().map(service -> step(service, lease, context)).toList();
        return Uni.join().all(all).andFailFast();
    }

    private Uni<List<StepAnswer>> tenantStep(List<String> services, Lease lease, Executor context) {
        return services.isEmpty()
                ? Uni.createFrom().item(List.of())
                : journal.startTenantStep(lease).emitOn(context).chain(() -> steps(services, lease, context));
    }

    private Uni<StepAnswer> step(String service, Lease lease, Executor context) {
        return Uni.createFrom().deferred(() -> {
            Instant since = events.now();
            PurgeLoop loop = new PurgeLoop(
                    service,
                    () -> participants
                            .find(service)
                            .map(participant -> participant.purge(lease.tenant(), lease.job()))
                            .orElseGet(() -> Uni.createFrom().item(Outcome.failed(NOT_REGISTERED)))
                            .emitOn(context),
                    answer -> journal.record(lease, answer).emitOn(context).invoke(() -> events.answered(answer)),
                    config.maxIdleAnswers());
            return loop.run().invoke(answer -> events.ended(answer, since));
        });
    }

    private Uni<Void> skip(List<String> services, Lease lease) {
        return services.isEmpty()
                ? Uni.createFrom().voidItem()
                : journal.record(lease, StepAnswer.skipped(services.get(0), SKIPPED));
    }

    private static List<String> open(DeletionJob job, boolean tenantStep) {
        return job.steps().stream()
                .filter(step -> step.isTenantStep() == tenantStep && step.status() != StepStatus.COMPLETED)
                .map(DeletionStep::service)
                .toList();
    }

    private static boolean completed(List<StepAnswer> answers) {
        return answers.stream().allMatch(answer -> answer.status() == StepStatus.COMPLETED);
    }

    private List<String> errorLog(List<StepAnswer> answers) {
        String now = events.now().toString();
        return answers.stream()
                .flatMap(answer -> answer.errors().stream().map(error -> now + " " + answer.service() + " " + error))
                .toList();
    }
}
