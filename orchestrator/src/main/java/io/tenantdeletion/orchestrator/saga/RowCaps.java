package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.limit.Limits;
import io.tenantdeletion.orchestrator.preview.PlatformPreview;
import io.tenantdeletion.orchestrator.preview.PlatformPreviews;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whether the requester of a tenant's deletion may delete so many rows more. */
@ApplicationScoped
class RowCaps {

    private final PlatformPreviews previews;
    private final Limits limits;
    private final ExpectedItems expectedItems;

    RowCaps(PlatformPreviews previews, Limits limits, ExpectedItems expectedItems) {
        this.previews = previews;
        this.limits = limits;
        this.expectedItems = expectedItems;
    }

    /**
     * Rows count for their requester from when the job begins, by what was counted before and never by what services
     * claim. A service that deletes without a preview is held by the cap on tenants alone.
     */
    Uni<Optional<Obstacle>> check(JobRun run) {
        DeletionJob job = run.job();
        if (job.hasBegunPurge()) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (job.start().expected() == null && job.origin().requestedAs() == RequestedAs.SERVICE) {
            return expectedItems.count(run).replaceWith(Optional.empty());
        }
        Uni<Long> rows = job.start().expected() == null
                ? previews.rows(job.tenant(), null).invoke(run::expect).map(PlatformPreview::totalRecords)
                : Uni.createFrom().item(job.start().expected().rows());
        return rows.chain(count -> limits.begin(job.id(), count))
                .map(until -> until.map(time -> Obstacle.unavailable(
                        "its requester has deleted too many rows for one more deletion, until " + time)))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> Optional.of(Obstacle.unavailable(failure.getMessage())));
    }
}
