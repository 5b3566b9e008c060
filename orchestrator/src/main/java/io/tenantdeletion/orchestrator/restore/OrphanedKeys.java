package io.tenantdeletion.orchestrator.restore;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.job.RestoreConfig;
import io.tenantdeletion.orchestrator.job.RestoreStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Destroys keys that no restore log needs: of jobs that ended between the making of their key and the first deletion,
 * of jobs that are known no more, and keys that were destroyed once and came back with a backup.
 */
@ApplicationScoped
class OrphanedKeys {

    private static final Logger LOG = Logger.getLogger(OrphanedKeys.class);
    private static final int AT_ONCE = 500;
    private static final JobId FIRST = new JobId(new UUID(0, 0));

    private final JobKeys keys;
    private final RestoreStore store;
    private final RestoreConfig config;
    private volatile JobId last = FIRST;

    OrphanedKeys(JobKeys keys, RestoreStore store, RestoreConfig config) {
        this.keys = keys;
        this.store = store;
        this.config = config;
    }

    /** A part of all keys; the next time the next one. */
    @Scheduled(every = "${deletion.restore.destroy-every:1m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> destroy() {
        if (!config.enabled()) {
            return Uni.createFrom().voidItem();
        }
        return keys.page(last, AT_ONCE)
                .invoke(page -> last = page.size() < AT_ONCE ? FIRST : lastOf(page))
                .chain(page -> page.isEmpty() ? Uni.createFrom().voidItem() : destroyOrphans(page))
                .onFailure()
                .invoke(failure -> LOG.warnf("Orphaned restore keys could not be destroyed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> destroyOrphans(Map<JobId, OffsetDateTime> page) {
        return store.orphans(page)
                .onItem()
                .transformToMulti(jobs -> Multi.createFrom().iterable(jobs))
                .onItem()
                .transformToUniAndConcatenate(job -> keys.destroy(job)
                        .invoke(() -> LOG.infof("orchestrator.restore_key.orphan_destroyed job_id=%s", job)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static JobId lastOf(Map<JobId, OffsetDateTime> page) {
        return page.keySet().stream().reduce((one, next) -> next).orElseThrow();
    }
}
