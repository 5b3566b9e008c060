package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.preview.PlatformPreviews;
import io.tenantdeletion.orchestrator.progress.ProgressConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has what a job will delete counted, where nobody has before, so that whoever watches it sees how far it is. That is
 * worth a moment: where services take longer, or do not answer, the job begins without; and while another is counted,
 * because then many begin, and counting all of them would keep each from its end.
 */
@ApplicationScoped
class ExpectedItems {

    private final PlatformPreviews previews;
    private final JobStore store;
    private final Duration longest;
    private final AtomicBoolean isCounting = new AtomicBoolean();

    ExpectedItems(PlatformPreviews previews, JobStore store, ProgressConfig config) {
        this.previews = previews;
        this.store = store;
        this.longest = config.countFor();
    }

    /** Counts once. Never fails. */
    Uni<Void> count(JobRun run) {
        DeletionJob job = run.job();
        if (job.expectedRows() != null || longest.isZero() || !isCounting.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return previews.rows(job.tenant(), job.id())
                .ifNoItem()
                .after(longest)
                .fail()
                .onTermination()
                .invoke(() -> isCounting.set(false))
                .invoke(run::expect)
                .chain(rows -> store.expect(job.id(), rows.totalRecords()))
                .onFailure()
                .recoverWithNull();
    }
}
