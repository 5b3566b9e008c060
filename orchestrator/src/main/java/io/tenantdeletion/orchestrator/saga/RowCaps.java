package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.limit.Limits;
import io.tenantdeletion.orchestrator.progress.ProgressConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Whether the requester of a tenant's deletion may delete so many rows more. */
@ApplicationScoped
class RowCaps {

    private final Confirmations confirmations;
    private final Limits limits;
    private final JobStore store;
    private final Duration longestCount;

    RowCaps(Confirmations confirmations, Limits limits, JobStore store, ProgressConfig config) {
        this.confirmations = confirmations;
        this.limits = limits;
        this.store = store;
        this.longestCount = config.countFor();
    }

    /**
     * Rows count for their requester from when the job begins, by what was counted before and never by what services
     * claim. A service that deletes without a preview is held by the cap on tenants alone.
     */
    Uni<Optional<Obstacle>> check(DeletionJob job) {
        if (job.hasBegunPurge()) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (job.start().expected() == null && job.origin().requestedAs() == RequestedAs.SERVICE) {
            return expect(job).replaceWith(Optional.empty());
        }
        Uni<Long> rows = job.start().expected() == null
                ? confirmations.rows(job.tenant())
                : Uni.createFrom().item(job.start().expected().rows());
        return rows.chain(count -> limits.begin(job.id(), count))
                .map(until -> until.map(time -> Obstacle.unavailable(
                        "its requester has deleted too many rows for one more deletion, until " + time)))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> Optional.of(Obstacle.unavailable(failure.getMessage())));
    }

    /**
     * Has what the job will delete counted, where nobody has before, so that whoever watches it sees how far it is.
     * That is worth a moment: where services take longer, or do not answer, the job begins without. Never fails.
     */
    private Uni<Void> expect(DeletionJob job) {
        if (job.expectedRows() != null || longestCount.isZero()) {
            return Uni.createFrom().voidItem();
        }
        return confirmations
                .rows(job.tenant(), job.id())
                .ifNoItem()
                .after(longestCount)
                .fail()
                .chain(rows -> store.expect(job.id(), rows))
                .onFailure()
                .recoverWithNull();
    }
}
