package io.tenantdeletion.orchestrator.saga;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.RestoreConfig;
import io.tenantdeletion.orchestrator.job.RestoreStore;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import io.tenantdeletion.orchestrator.restore.JobKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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
    private final UserTenants memberships;

    RestoreLogExpiry(
            RestoreStore store,
            JobKeys keys,
            RestoreConfig config,
            ParticipantRegistry participants,
            UserTenants memberships) {
        this.memberships = memberships;
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
        boolean isUser = job.subject().kind() == SubjectKind.USER;
        List<Uni<Void>> told = new ArrayList<>();
        participants.all().stream()
                .filter(one -> one.can(Capability.RESTORE))
                .filter(one -> isUser ? one.holdsUserData() : one.holdsTenantData())
                .forEach(one -> told.add(told(job, one.name(), one.forgetRestoreLog(job.subject(), job.id()))));
        if (isUser) {
            told.add(told(job, DeletionStep.TENANT, memberships.forgetRestoreLog(job.user(), job.id())));
        }
        return told.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(told).andFailFast().replaceWithVoid();
    }

    private static Uni<Void> told(DeletionJob job, String service, Uni<Outcome<Boolean>> call) {
        return call.invoke(outcome -> outcome.problem()
                        .ifPresent(failure -> LOG.infof(
                                "orchestrator.restore_log.not_forgotten job_id=%s service=%s error=\"%s\"",
                                job.id(), service, failure)))
                .replaceWithVoid();
    }
}
