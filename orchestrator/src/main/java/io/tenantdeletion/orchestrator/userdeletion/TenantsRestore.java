package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.RestoreStore;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.saga.JobRestore;
import io.tenantdeletion.orchestrator.saga.JobRetry;
import io.tenantdeletion.orchestrator.saga.JobRun;
import io.tenantdeletion.orchestrator.saga.JobWaiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the tenants come back that went along with a user, each by its own job, a few at a time. What is back is not
 * listed any more, so doing it again does only what is left.
 */
@ApplicationScoped
class TenantsRestore {

    private static final int PAGE = 200;
    private static final int AT_ONCE = 4;

    private final RestoreStore store;
    private final JobRestore restore;
    private final JobRetry retry;
    private final JobWaiter waiter;

    TenantsRestore(RestoreStore store, JobRestore restore, JobRetry retry, JobWaiter waiter) {
        this.store = store;
        this.restore = restore;
        this.retry = retry;
        this.waiter = waiter;
    }

    Uni<StepResult> run(JobRun run) {
        return page(run, null, new StepSummary());
    }

    private Uni<StepResult> page(JobRun run, JobId after, StepSummary summary) {
        return store.partsOf(run.job().id(), after, PAGE)
                .emitOn(run.context())
                .chain(parts -> parts.isEmpty()
                        ? counted(run, summary)
                        : all(run, parts, summary)
                                .chain(() ->
                                        page(run, parts.get(parts.size() - 1).id(), summary)));
    }

    /** Those of attempts before, too. */
    private Uni<StepResult> counted(JobRun run, StepSummary summary) {
        return store.partsRestored(run.job().id())
                .emitOn(run.context())
                .map(back -> summary.answer(UserSteps.TENANTS).restored(Map.of("tenants", back), null));
    }

    private Uni<Void> all(JobRun run, List<DeletionJob> parts, StepSummary summary) {
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUni(part -> one(run, part).emitOn(run.context()))
                .merge(AT_ONCE)
                .invoke(failure -> failure.ifPresent(summary::fail))
                .onItem()
                .ignoreAsUni();
    }

    /** What keeps it from coming back; empty where it is back. */
    private Uni<Optional<Failure>> one(JobRun run, DeletionJob part) {
        return begin(
                        part,
                        AuditContext.ofTheOrchestrator(
                                "part of job " + run.job().id()))
                .chain(job -> waiter.await(job.id(), TenantsRestore::waits))
                .map(job -> job.status() == JobStatus.RESTORED
                        ? Optional.<Failure>empty()
                        : Optional.of(failure(job, job.status().isOpen(), "is " + job.status() + why(job))))
                .onFailure(ProblemException.class)
                .recoverWithItem(problem -> Optional.of(
                        failure(part, ((ProblemException) problem).type().status() >= 500, problem.getMessage())));
    }

    private Uni<DeletionJob> begin(DeletionJob part, AuditContext auditContext) {
        if (part.status() == JobStatus.COMPLETED) {
            return restore.restore(part, auditContext);
        }
        return part.isRetryable()
                ? retry.retry(part, auditContext, null)
                : Uni.createFrom().item(part);
    }

    /** Whether it does nothing for now. */
    private static boolean waits(DeletionJob job) {
        return !job.running() && job.waiting().nextAttemptAt() != null;
    }

    private static String why(DeletionJob job) {
        return job.waiting().obstacle() == null
                ? ""
                : ": " + job.waiting().obstacle().detail();
    }

    private static Failure failure(DeletionJob part, boolean later, String why) {
        return new Failure(
                later ? FailureKind.CONTENDED : FailureKind.NOT_RESTORED,
                "tenant " + part.tenant() + ": its deletion job " + part.id() + " " + why);
    }
}
