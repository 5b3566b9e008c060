package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Who may see or retry a job. The user who asked for it may always: after the deletion nobody owns the tenant any more.
 */
@ApplicationScoped
class JobAccess {

    private final JobStore store;
    private final Caller caller;

    JobAccess(JobStore store, Caller caller) {
        this.store = store;
        this.caller = caller;
    }

    /** The job, if the caller may see it. */
    Uni<DeletionJob> readable(JobId id) {
        return find(id).call(job -> mayActFor(job) ? Uni.createFrom().voidItem() : requireAdministers(job.tenant()));
    }

    /** The newest job of a tenant, if the caller may see it. */
    Uni<DeletionJob> readableLatest(TenantId tenant) {
        return store.latestOf(tenant).chain(latest -> {
            if (latest.filter(this::mayActFor).isPresent()) {
                return Uni.createFrom().item(latest.get());
            }
            return requireAdministers(tenant)
                    .map(nothing -> latest.orElseThrow(
                            () -> new ProblemException(ProblemType.NOT_FOUND, "This tenant has no deletion job.")));
        });
    }

    /** The job, if the caller may retry it. */
    Uni<DeletionJob> retryable(JobId id) {
        return find(id).invoke(job -> {
            if (!mayActFor(job)) {
                throw new ProblemException(
                        ProblemType.FORBIDDEN,
                        "Only a platform admin or the user who asked for this job may retry it.");
            }
        });
    }

    private Uni<DeletionJob> find(JobId id) {
        return store.find(id)
                .map(job ->
                        job.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such job.")));
    }

    private boolean mayActFor(DeletionJob job) {
        boolean initiator = job.initiatedBy() != null && caller.userId().equals(Optional.of(job.initiatedBy()));
        return caller.isService() || caller.isPlatformAdmin() || initiator;
    }

    private Uni<Void> requireAdministers(TenantId tenant) {
        return caller.requireAccessTo(tenant)
                .onFailure(JobAccess::isUnknownTenant)
                .transform(gone -> new ProblemException(
                        ProblemType.FORBIDDEN, "Only an owner or admin of this tenant may see its jobs."));
    }

    private static boolean isUnknownTenant(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == ProblemType.NOT_FOUND;
    }
}
