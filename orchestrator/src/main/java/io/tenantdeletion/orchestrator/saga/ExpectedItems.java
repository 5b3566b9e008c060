package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.confirmation.Confirmations;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.progress.ProgressConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Has what a job will delete counted, where nobody has before, so that whoever watches it sees how far it is. That is
 * worth a moment: where services take longer, or do not answer, the job begins without.
 */
@ApplicationScoped
class ExpectedItems {

    private final Confirmations confirmations;
    private final JobStore store;
    private final Duration longest;

    ExpectedItems(Confirmations confirmations, JobStore store, ProgressConfig config) {
        this.confirmations = confirmations;
        this.store = store;
        this.longest = config.countFor();
    }

    /** Counts once. Never fails. */
    Uni<Void> count(DeletionJob job) {
        if (job.expectedRows() != null || longest.isZero()) {
            return Uni.createFrom().voidItem();
        }
        return confirmations
                .rows(job.tenant(), job.id())
                .ifNoItem()
                .after(longest)
                .fail()
                .chain(rows -> store.expect(job.id(), rows))
                .onFailure()
                .recoverWithNull();
    }
}
