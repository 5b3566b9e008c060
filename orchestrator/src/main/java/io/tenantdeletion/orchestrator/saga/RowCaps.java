package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Obstacle;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.limit.Limits;
import io.tenantdeletion.orchestrator.preview.PlatformPreview;
import io.tenantdeletion.orchestrator.preview.PlatformPreviews;
import io.tenantdeletion.orchestrator.progress.ProgressConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the requester of a tenant's deletion may delete so many rows more. */
@ApplicationScoped
class RowCaps {

    private final PlatformPreviews previews;
    private final Limits limits;
    private final JobStore store;
    private final Duration longestCount;
    private final AtomicBoolean isCounting = new AtomicBoolean();

    RowCaps(PlatformPreviews previews, Limits limits, JobStore store, ProgressConfig config) {
        this.previews = previews;
        this.limits = limits;
        this.store = store;
        this.longestCount = config.countFor();
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
            return expect(run).replaceWith(Optional.empty());
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

    /**
     * Has what the job will delete counted, where nobody has before, so that whoever watches it sees how far it is.
     * That is worth a moment: where services take longer, or do not answer, the job begins without; and while another
     * is counted, because then many begin, and counting all of them would keep each from its end. Never fails.
     */
    private Uni<Void> expect(JobRun run) {
        DeletionJob job = run.job();
        if (job.expectedRows() != null || longestCount.isZero()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> isCounting.compareAndSet(false, true)
                        ? count(run)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> count(JobRun run) {
        DeletionJob job = run.job();
        return Uni.createFrom()
                .deferred(() -> previews.rows(job.tenant(), job.id()))
                .ifNoItem()
                .after(longestCount)
                .fail()
                .onTermination()
                .invoke(() -> isCounting.set(false))
                .invoke(run::expect)
                .chain(rows -> store.expect(job.id(), rows.totalRecords()))
                .onFailure()
                .recoverWithNull();
    }
}
