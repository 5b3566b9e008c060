package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobDecisions;
import io.tenantdeletion.orchestrator.job.JobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What people decide about a job that has not begun: to take it back, to let it pass, to refuse it. */
@ApplicationScoped
public class JobChanges {

    private static final Logger LOG = Logger.getLogger(JobChanges.class);

    private final JobStore store;
    private final JobDecisions decisions;
    private final JobSuspension suspension;
    private final Fences fences;

    JobChanges(JobStore store, JobDecisions decisions, JobSuspension suspension, Fences fences) {
        this.store = store;
        this.decisions = decisions;
        this.suspension = suspension;
        this.fences = fences;
    }

    /**
     * Takes the job back, and with it those that are part of it; fails with 409 where rows may be gone, it has ended,
     * or it is itself part of one that could be taken back as a whole.
     */
    public Uni<DeletionJob> cancel(DeletionJob job, AuditContext auditContext) {
        return requireOnItsOwn(job)
                .chain(() -> decided(decisions.cancel(job.id(), auditContext), job, JobProblems::notCancellable));
    }

    private Uni<Void> requireOnItsOwn(DeletionJob job) {
        return job.origin().parent() == null
                ? Uni.createFrom().voidItem()
                : find(job)
                        .invoke(now -> {
                            if (now.origin().takenBackWith() != null) {
                                throw JobProblems.partOf(now.origin().takenBackWith());
                            }
                        })
                        .replaceWithVoid();
    }

    /**
     * Agrees to the job.
     *
     * @return fails with 409 where it awaits no approval, with 403 where the decider asked for it
     */
    public Uni<DeletionJob> approve(DeletionJob job, UserId decider, AuditContext auditContext) {
        requireSomebodyElse(job, decider);
        return decided(
                decisions.approve(job.id(), auditContext, id(decider)), job, now -> JobProblems.notAwaitingApproval());
    }

    /** Refuses the job, which ends it; fails like {@link #approve}. */
    public Uni<DeletionJob> reject(DeletionJob job, UserId decider, AuditContext auditContext) {
        requireSomebodyElse(job, decider);
        return decided(
                decisions.reject(job.id(), auditContext, id(decider)), job, now -> JobProblems.notAwaitingApproval());
    }

    private Uni<DeletionJob> decided(
            Uni<Boolean> decision, DeletionJob job, Function<DeletionJob, ProblemException> otherwise) {
        return decision.chain(counts -> find(job).invoke(now -> {
                    if (!counts) {
                        throw otherwise.apply(now);
                    }
                }))
                .call(this::tell)
                .chain(() -> find(job));
    }

    /** The decision stands, whether the tenant service can be told of it now or later. */
    private Uni<Void> tell(DeletionJob job) {
        return job.status().isOpen()
                ? Uni.createFrom().voidItem()
                : fences.lift(job.id())
                        .chain(() -> suspension.tell(job))
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "The tenant of job %s stays suspended for now: %s", job.id(), failure.getMessage()))
                        .onFailure()
                        .recoverWithNull();
    }

    private Uni<DeletionJob> find(DeletionJob job) {
        return store.find(job.id()).map(Optional::orElseThrow);
    }

    private static void requireSomebodyElse(DeletionJob job, UserId decider) {
        if (decider == null || decider.equals(job.initiatedBy())) {
            throw JobProblems.ownJob();
        }
    }

    private static UUID id(UserId user) {
        return user.value();
    }
}
