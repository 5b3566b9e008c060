package io.tenantdeletion.orchestrator.saga;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.RestoreConfig;
import io.tenantdeletion.orchestrator.job.RestoreStore;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.restore.JobKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Destroys the keys of restore logs whose time is over, whichever replica comes first: the key goes, then that is
 * written down, then services are told to forget. Who does not hear that forgets by itself later, and could not read
 * its log any more anyway.
 */
@ApplicationScoped
class RestoreLogExpiry {

    private static final Logger LOG = Logger.getLogger(RestoreLogExpiry.class);

    private final RestoreStore store;
    private final JobKeys keys;
    private final RestoreConfig config;
    private final ParticipantRegistry participants;

    RestoreLogExpiry(RestoreStore store, JobKeys keys, RestoreConfig config, ParticipantRegistry participants) {
        this.store = store;
        this.keys = keys;
        this.config = config;
        this.participants = participants;
    }

    @Scheduled(every = "${deletion.restore.destroy-every:1m}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> destroy() {
        if (!config.enabled()) {
            return Uni.createFrom().voidItem();
        }
        return store.claimOver()
                .onItem()
                .transformToMulti(jobs -> Multi.createFrom().iterable(jobs))
                .onItem()
                .transformToUniAndConcatenate(this::destroy)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf("Restore keys could not be destroyed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> destroy(DeletionJob job) {
        return keys.destroy(job.id())
                .chain(() -> store.destroyed(job.id()))
                .invoke(first -> {
                    if (first) {
                        LOG.infof("orchestrator.restore_log.destroyed job_id=%s", job.id());
                    }
                })
                .chain(() -> forget(job));
    }

    private Uni<Void> forget(DeletionJob job) {
        List<Uni<Void>> told = participants.all().stream()
                .filter(one -> one.can(Capability.RESTORE) && one.holdsTenantData())
                .map(one -> one.forgetRestoreLog(job.subject(), job.id())
                        .invoke(outcome -> outcome.problem()
                                .ifPresent(failure -> LOG.infof(
                                        "orchestrator.restore_log.not_forgotten job_id=%s service=%s error=\"%s\"",
                                        job.id(), one.name(), failure)))
                        .replaceWithVoid())
                .toList();
        return told.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(told).andFailFast().replaceWithVoid();
    }
}
