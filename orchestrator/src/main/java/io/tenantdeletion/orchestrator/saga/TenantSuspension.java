package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SuspensionRequest;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.job.SuspensionStore;
import io.tenantdeletion.orchestrator.participant.SuspensionClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;

/**
 * Suspends tenants at the tenant service. Each decision carries a token that only grows, so that what arrives late
 * changes nothing.
 */
@ApplicationScoped
class TenantSuspension {

    private static final String OUTDATED = "suspension-outdated";
    private static final String DELETION_BEGUN = "deletion-begun";

    private final SuspensionClient tenants;
    private final SuspensionStore store;

    TenantSuspension(SuspensionClient tenants, SuspensionStore store) {
        this.tenants = tenants;
        this.store = store;
    }

    /**
     * Has the tenant suspended, again where it is so already.
     *
     * @return fails with the tenant service's problem where it refuses, with a 503 problem where it cannot be asked. A
     *     tenant that it does not know needs no suspension where the job does not need it, either: its id is forced, or
     *     its rows may be gone already. One that a job has begun to purge is taken over by a job that is forced: that
     *     job may be known no more.
     */
    Uni<Void> suspend(DeletionJob job) {
        boolean needless = job.start().forced() || job.hasBegunPurge();
        return askByLatest(job, job.hasBegunPurge())
                .onFailure(failure -> job.start().forced() && is(DELETION_BEGUN, failure))
                .recoverWithUni(() -> askByLatest(job, true))
                .onFailure(failure -> needless && SuspensionClient.isUnknown(failure))
                .recoverWithNull();
    }

    private Uni<Void> askByLatest(DeletionJob job, boolean purging) {
        return ask(job, job.start().token(), purging)
                .onFailure(TenantSuspension::isOutdated)
                .recoverWithUni(() -> store.renew(job)
                        .chain(token -> token.map(newer -> ask(job, newer, purging))
                                // Somebody else has decided about this job meanwhile.
                                .orElseGet(() -> Uni.createFrom().failure(SuspensionClient.unavailable()))))
                .onFailure(TenantSuspension::isOutdated)
                .transform(overtakenAgain -> SuspensionClient.unavailable());
    }

    /** The tenant is again what it was before. */
    Uni<Void> unsuspend(DeletionJob job) {
        return tenants.unsuspend(
                job.tenant(), job.id(), job.start().token(), job.restoration().isUndo());
    }

    private Uni<Void> ask(DeletionJob job, long token, boolean purging) {
        boolean soleAdmin =
                job.origin().requestedAs() == RequestedAs.OWNER || job.origin().parent() != null;
        return tenants.suspend(
                job.tenant(),
                new SuspensionRequest(
                        job.id(),
                        token,
                        job.start().dueAt(),
                        job.initiatedBy(),
                        soleAdmin,
                        new LinkedHashSet<>(job.start().disregarded()),
                        purging));
    }

    private static boolean isOutdated(Throwable failure) {
        return is(OUTDATED, failure);
    }

    private static boolean is(String slug, Throwable failure) {
        return failure instanceof ProblemException problem
                && slug.equals(problem.type().slug());
    }
}
