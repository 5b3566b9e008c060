package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobDecisions;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.Origin;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import io.tenantdeletion.orchestrator.saga.Awaited;
import io.tenantdeletion.orchestrator.saga.JobProblems;
import io.tenantdeletion.orchestrator.saga.JobRetry;
import io.tenantdeletion.orchestrator.saga.JobRun;
import io.tenantdeletion.orchestrator.saga.JobStarter;
import io.tenantdeletion.orchestrator.saga.JobWaiter;
import io.tenantdeletion.orchestrator.saga.TenantOfUser;
import io.tenantdeletion.orchestrator.userdeletion.TenantOutcome.Fate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Has a tenant deleted that goes with its user: by the job that is open, by the one that failed before, or by a new
 * one. There is never a second job, however often this is tried. A tenant that was to go along when the user's deletion
 * was asked for goes at once; one of which that has turned out later waits for its own retention, and the user with it.
 */
@ApplicationScoped
class TenantJobs {

    /** Why a job is not made that means: look again, it is another case now. */
    private static final Set<String> OVERTAKEN = Set.of(
            "other-admins",
            ProblemType.FORBIDDEN.slug(),
            JobProblems.JOB_OPEN.slug(),
            JobProblems.NOT_RETRYABLE.slug());

    private static final String TAKEN_BACK = "was cancelled, rejected or aborted";

    private final JobStore store;
    private final JobStarter starter;
    private final JobRetry retry;
    private final JobDecisions decisions;
    private final JobWaiter waiter;
    private final TenantConsent consent;

    TenantJobs(
            JobStore store,
            JobStarter starter,
            JobRetry retry,
            JobDecisions decisions,
            JobWaiter waiter,
            TenantConsent consent) {
        this.store = store;
        this.starter = starter;
        this.retry = retry;
        this.decisions = decisions;
        this.waiter = waiter;
        this.consent = consent;
    }

    /** Has it deleted and waits for the end, unless that may take days. */
    Uni<TenantOutcome> delete(JobRun run, TenantOwnership tenant) {
        return store.latestOf(Subject.of(tenant.tenantId()))
                .chain(latest -> delete(run, tenant, latest))
                .onFailure(ProblemException.class)
                .recoverWithItem(problem -> refused(tenant.tenantId(), (ProblemException) problem));
    }

    private Uni<TenantOutcome> delete(JobRun run, TenantOwnership tenant, Optional<DeletionJob> latest) {
        return wasTakenBack(run, latest).chain(takenBack -> {
            if (takenBack) {
                return Uni.createFrom().item(failed(latest.get(), FailureKind.NOT_DELETED, TAKEN_BACK));
            }
            return latest.filter(job -> job.status() == JobStatus.FAILED && !isConfirmedAnew(run, job))
                    .map(failed ->
                            retry.retry(failed, auditContext(run.job()), null).chain(job -> follow(run, job)))
                    .orElseGet(() -> consented(run, tenant, latest));
        });
    }

    /** What has drifted since another request is this one's, which has been confirmed by what is there now. */
    private static boolean isConfirmedAnew(JobRun run, DeletionJob failed) {
        Obstacle why = failed.waiting().obstacle();
        return why != null
                && why.kind() == WaitingFor.DRIFTED
                && !failed.hasBegunPurge()
                && !run.job().id().equals(failed.origin().parent());
    }

    private Uni<TenantOutcome> consented(JobRun run, TenantOwnership tenant, Optional<DeletionJob> latest) {
        return consent.of(run.job(), tenant)
                .chain(asked -> consent.isGiven(asked, tenant)
                        .chain(given -> latest.filter(job -> job.status().isOpen())
                                .map(open -> goOn(run, tenant, open, given))
                                .orElseGet(() -> begin(run, tenant, given, asked.retention()))));
    }

    /** Somebody has said no to this part; it goes on, or begins anew, when a person retries it or the whole. */
    private Uni<Boolean> wasTakenBack(JobRun run, Optional<DeletionJob> latest) {
        return latest.filter(job -> !job.status().isOpen()
                        && run.job().id().equals(job.origin().parent()))
                .map(job -> store.wasTakenBack(job.id()))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private Uni<TenantOutcome> goOn(JobRun run, TenantOwnership tenant, DeletionJob open, boolean given) {
        return given || waiter.mayBegin(open)
                ? decisions
                        .release(open.id(), tenant.successors(), auditContext(run.job()))
                        .chain(released -> follow(run, open))
                : Uni.createFrom().item(ended(run, open));
    }

    private Uni<TenantOutcome> begin(JobRun run, TenantOwnership tenant, boolean given, Duration retention) {
        TenantOfUser part = part(run.job(), tenant);
        return given
                ? starter.startPart(part, null).chain(job -> follow(run, job))
                : starter.startLatePart(part, retention)
                        .chain(job -> job.status() == JobStatus.PENDING
                                ? Uni.createFrom().item(ended(run, job))
                                : follow(run, job));
    }

    /**
     * Has a tenant wait for its deletion until the user's deletion is due: it takes no writes until then. Where that
     * cannot be now, because somebody else needs the tenant, another deletion of it is open, or it was not to go along
     * when the user's was asked for, it is seen to when it is due.
     */
    Uni<Void> prepare(DeletionJob whole, TenantOwnership tenant) {
        return consent.of(whole, tenant)
                .chain(asked -> asked.along()
                        ? starter.startPart(part(whole, tenant), whole.start().dueAt())
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem())
                .onFailure(failure -> failure instanceof ProblemException problem
                        && problem.type().status() < 500)
                .recoverWithNull();
    }

    /** The tenant need not go after all; the tenant service is told by the upkeep of its job. */
    Uni<Void> withdraw(JobRun run, TenantOwnership tenant) {
        return store.latestOf(Subject.of(tenant.tenantId()))
                .chain(latest -> latest.filter(
                                job -> run.job().id().equals(job.origin().parent()) && job.isCancellable())
                        .map(job -> decisions
                                .cancel(job.id(), auditContext(run.job()))
                                .replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private static TenantOfUser part(DeletionJob whole, TenantOwnership tenant) {
        // The reason stays with the whole: it is about the user, and this tenant may live on.
        Origin origin = new Origin(whole.user(), whole.origin().requestedAs(), null, whole.id());
        return new TenantOfUser(
                tenant.tenantId(), tenant.tenantName(), tenant.successors(), origin, auditContext(whole));
    }

    private static AuditContext auditContext(DeletionJob whole) {
        return AuditContext.ofTheOrchestrator("part of job " + whole.id());
    }

    private Uni<TenantOutcome> follow(JobRun run, DeletionJob job) {
        return waiter.await(job.id(), now -> run.isStopped() || waits(now)).map(now -> ended(run, now));
    }

    /** Whether it does nothing for now, so that this job had better not wait for it, either. */
    private boolean waits(DeletionJob job) {
        return !job.running()
                && (job.waiting().nextAttemptAt() != null || waiter.daysFor(job).isPresent());
    }

    private TenantOutcome ended(JobRun run, DeletionJob job) {
        return switch (job.status()) {
            case PENDING, IN_PROGRESS -> run.isStopped() ? TenantOutcome.as(Fate.STOPPED) : waiting(job);
            case COMPLETED ->
                TenantOutcome.as(run.job().id().equals(job.origin().parent()) ? Fate.WENT_ALONG : Fate.DELETED);
            case CANCELLED ->
                isRefusedByTenantService(job)
                        ? TenantOutcome.changed("its deletion was refused")
                        : failed(job, FailureKind.NOT_DELETED, TAKEN_BACK);
            case FAILED, ROLLED_BACK, RESTORED -> failed(job, FailureKind.NOT_DELETED, "ended as " + job.status());
        };
    }

    private TenantOutcome waiting(DeletionJob job) {
        WaitingFor days = waiter.daysFor(job).orElse(null);
        if (days != null) {
            return failed(job, FailureKind.CONTENDED, "waits for " + described(job, days))
                    .awaiting(Awaited.by(job, days));
        }
        // None where what it waited for is over at this moment.
        Obstacle obstacle = job.waiting().obstacle();
        return failed(
                job, FailureKind.CONTENDED, obstacle == null ? "is about to begin" : "waits: " + obstacle.detail());
    }

    private static String described(DeletionJob job, WaitingFor days) {
        return switch (days) {
            case LEGAL_HOLD -> "a legal hold";
            case APPROVAL -> "an approval; approve or reject it";
            default -> "its retention, until " + job.start().dueAt().truncatedTo(ChronoUnit.SECONDS);
        };
    }

    private static boolean isRefusedByTenantService(DeletionJob job) {
        return !job.errorLog().isEmpty();
    }

    private static TenantOutcome refused(TenantId tenant, ProblemException problem) {
        String slug = problem.type().slug();
        if (slug.equals(ProblemType.NOT_FOUND.slug())) {
            return TenantOutcome.as(Fate.NOTHING);
        }
        return OVERTAKEN.contains(slug)
                ? TenantOutcome.changed(slug)
                : TenantOutcome.failed(
                        tenant, FailureKind.of(problem.type().status()), slug + ", " + problem.getMessage());
    }

    private static TenantOutcome failed(DeletionJob job, FailureKind kind, String why) {
        return TenantOutcome.failed(job.tenant(), kind, "its deletion job " + job.id() + " " + why);
    }
}
