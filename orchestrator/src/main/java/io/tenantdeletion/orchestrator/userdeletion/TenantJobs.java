package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.Approval;
import io.tenantdeletion.orchestrator.job.Cause;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobDecisions;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Origin;
import io.tenantdeletion.orchestrator.job.Subject;
import io.tenantdeletion.orchestrator.participant.FailureKind;
import io.tenantdeletion.orchestrator.participant.Ownership;
import io.tenantdeletion.orchestrator.saga.JobProblems;
import io.tenantdeletion.orchestrator.saga.JobRequest;
import io.tenantdeletion.orchestrator.saga.JobRetry;
import io.tenantdeletion.orchestrator.saga.JobRun;
import io.tenantdeletion.orchestrator.saga.JobStarter;
import io.tenantdeletion.orchestrator.saga.JobWaiter;
import io.tenantdeletion.orchestrator.saga.Terms;
import io.tenantdeletion.orchestrator.userdeletion.Settled.Fate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Has a tenant deleted that goes with its user: by the job that is open, by the one that failed before, or by a new
 * one. There is never a second job, however often this is tried.
 */
@ApplicationScoped
class TenantJobs {

    /** Why a job is not made that means: look again, it is another case now. */
    private static final Set<String> OVERTAKEN = Set.of(
            "other-admins",
            ProblemType.FORBIDDEN.slug(),
            JobProblems.JOB_OPEN.slug(),
            JobProblems.NOT_RETRYABLE.slug());

    private final JobStore store;
    private final JobStarter starter;
    private final JobRetry retry;
    private final JobDecisions decisions;
    private final JobWaiter waiter;

    TenantJobs(JobStore store, JobStarter starter, JobRetry retry, JobDecisions decisions, JobWaiter waiter) {
        this.store = store;
        this.starter = starter;
        this.retry = retry;
        this.decisions = decisions;
        this.waiter = waiter;
    }

    /** Has it deleted and waits for the end. */
    Uni<Settled> delete(JobRun run, Ownership tenant) {
        return store.latestOf(Subject.of(tenant.tenantId()))
                .chain(latest -> job(run, tenant, latest))
                .chain(job -> follow(run, job))
                .onFailure(ProblemException.class)
                .recoverWithItem(problem -> refused(tenant.tenantId(), (ProblemException) problem));
    }

    private Uni<DeletionJob> job(JobRun run, Ownership tenant, Optional<DeletionJob> latest) {
        Cause cause = Cause.ofTheOrchestrator("part of job " + run.job().id());
        if (latest.filter(job -> job.status() == JobStatus.FAILED).isPresent()) {
            return retry.retry(latest.get(), cause, null);
        }
        if (latest.filter(job -> job.status().isOpen()).isPresent()) {
            return decisions.hasten(latest.get().id(), cause).replaceWith(latest.get());
        }
        Origin asked = run.job().origin();
        Origin origin = new Origin(
                run.user(), asked.requestedAs(), asked.reason(), run.job().id());
        return starter.startNow(
                new JobRequest(tenant.tenantId(), origin, cause, Terms.USUAL, null), tenant.tenantName());
    }

    private Uni<Settled> follow(JobRun run, DeletionJob job) {
        return waiter.await(job.id(), now -> run.isStopped() || waits(now)).map(now -> ended(run, now));
    }

    /** Whether it does nothing for now, so that this job had better not wait for it, either. */
    private static boolean waits(DeletionJob job) {
        return !job.running()
                && (job.waiting().nextAttemptAt() != null
                        || job.start().approval().status() == Approval.Status.WAITING);
    }

    private static Settled ended(JobRun run, DeletionJob job) {
        return switch (job.status()) {
            case PENDING, IN_PROGRESS ->
                run.isStopped() ? Settled.as(Fate.STOPPED) : failed(job, FailureKind.CONTENDED, "waits: " + why(job));
            case COMPLETED -> Settled.as(Fate.DELETED);
            case CANCELLED ->
                isRefusedByTenantService(job)
                        ? Settled.changed("its deletion was refused")
                        : failed(job, FailureKind.NOT_DELETED, "was cancelled");
            case FAILED, ROLLED_BACK -> failed(job, FailureKind.NOT_DELETED, "ended as " + job.status());
        };
    }

    private static String why(DeletionJob job) {
        return job.waiting().obstacle() == null
                ? "for an approval"
                : job.waiting().obstacle().detail();
    }

    private static boolean isRefusedByTenantService(DeletionJob job) {
        return !job.errorLog().isEmpty();
    }

    private static Settled refused(TenantId tenant, ProblemException problem) {
        String slug = problem.type().slug();
        if (slug.equals(ProblemType.NOT_FOUND.slug())) {
            return Settled.as(Fate.NOTHING);
        }
        return OVERTAKEN.contains(slug)
                ? Settled.changed(slug)
                : Settled.failed(
                        tenant,
                        problem.type().status() >= 500 ? FailureKind.ERROR : FailureKind.REFUSED,
                        slug + ", " + problem.getMessage());
    }

    private static Settled failed(DeletionJob job, FailureKind kind, String why) {
        return Settled.failed(job.tenant(), kind, "its deletion job " + job.id() + " " + why);
    }
}
