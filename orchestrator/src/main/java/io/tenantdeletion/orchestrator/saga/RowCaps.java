package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.limit.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whether the requester of a tenant's deletion may delete so many rows more. */
@ApplicationScoped
class RowCaps {

    private final Confirmations confirmations;
    private final Limits limits;
    private final ExpectedItems expectedItems;

    RowCaps(Confirmations confirmations, Limits limits, ExpectedItems expectedItems) {
        this.confirmations = confirmations;
        this.limits = limits;
        this.expectedItems = expectedItems;
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
            return expectedItems.count(job).replaceWith(Optional.empty());
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
}
