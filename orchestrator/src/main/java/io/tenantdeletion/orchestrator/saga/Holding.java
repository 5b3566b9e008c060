package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Hold;
import io.tenantdeletion.orchestrator.job.JobHolds;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.participant.HoldRequest;
import io.tenantdeletion.orchestrator.participant.TenantHolds;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps the tenant service in step with a job: no job begins before its tenant is held, and no tenant stays held by a
 * job that will not run. What cannot be told now is told later by {@link JobUpkeep}.
 */
@ApplicationScoped
public class Holding {

    private final TenantHolds tenants;
    private final JobHolds store;

    Holding(TenantHolds tenants, JobHolds store) {
        this.tenants = tenants;
        this.store = store;
    }

    /** Tells the tenant service what it does not know yet about the job. */
    Uni<Void> tell(DeletionJob job) {
        if (job.start().hold() == Hold.WANTED) {
            return place(job);
        }
        return job.start().hold() == Hold.UNWANTED
                ? tenants.release(job.tenant(), job.id()).chain(() -> store.lifted(job.id()))
                : Uni.createFrom().voidItem();
    }

    /**
     * Has the tenant held.
     *
     * @return fails with the tenant service's problem where it refuses; then the job is cancelled
     */
    private Uni<Void> place(DeletionJob job) {
        boolean soleAdmin =
                job.origin().requestedAs() == RequestedAs.OWNER || job.origin().parent() != null;
        HoldRequest request = new HoldRequest(job.id(), job.start().dueAt(), job.initiatedBy(), soleAdmin);
        return tenants.place(job.tenant(), request)
                .onFailure(TenantHolds::isRefusal)
                .call(refusal -> store.refused(
                        job.id(), ((ProblemException) refusal).type().slug()))
                .chain(() -> store.held(job.id()));
    }
}
