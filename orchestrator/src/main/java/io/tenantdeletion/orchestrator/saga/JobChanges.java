package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.Cause;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobDecisions;
import io.tenantdeletion.orchestrator.job.JobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What people decide about a job that has not begun: to take it back, to let it pass, to refuse it. */
@ApplicationScoped
public class JobChanges {

    private static final Logger LOG = Logger.getLogger(JobChanges.class);

    private final JobStore store;
    private final JobDecisions decisions;
    private final Holding holding;

    JobChanges(JobStore store, JobDecisions decisions, Holding holding) {
        this.store = store;
        this.decisions = decisions;
        this.holding = holding;
    }

    /** Takes the job back; fails with 409 where it has begun or ended. */
    public Uni<DeletionJob> cancel(DeletionJob job, Cause cause) {
        return decided(decisions.cancel(job.id(), cause), job, JobProblems::notPending);
    }

    /**
     * Agrees to the job.
     *
     * @return fails with 409 where it awaits no approval, with 403 where the decider asked for it
     */
    public Uni<DeletionJob> approve(DeletionJob job, UserId decider, Cause cause) {
        requireSomebodyElse(job, decider);
        return decided(decisions.approve(job.id(), cause, id(decider)), job, JobProblems::notAwaitingApproval);
    }

    /** Refuses the job, which ends it; fails like {@link #approve}. */
    public Uni<DeletionJob> reject(DeletionJob job, UserId decider, Cause cause) {
        requireSomebodyElse(job, decider);
        return decided(decisions.reject(job.id(), cause, id(decider)), job, JobProblems::notAwaitingApproval);
    }

    private Uni<DeletionJob> decided(Uni<Boolean> decision, DeletionJob job, Supplier<ProblemException> otherwise) {
        return decision.invoke(counts -> {
                    if (!counts) {
                        throw otherwise.get();
                    }
                })
                .chain(() -> find(job))
                .call(this::tell)
                .chain(() -> find(job));
    }

    /** The decision stands, whether the tenant service can be told of it now or later. */
    private Uni<Void> tell(DeletionJob job) {
        return job.status().isOpen()
                ? Uni.createFrom().voidItem()
                : holding.tell(job)
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "The tenant of job %s stays held for now: %s", job.id(), failure.getMessage()))
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
