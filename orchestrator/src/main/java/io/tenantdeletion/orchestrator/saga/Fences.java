package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.FenceStore;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Has services let rows in again of a subject whose deletion comes to nothing for now. */
@ApplicationScoped
class Fences {

    private static final Logger LOG = Logger.getLogger(Fences.class);

    /** Less than a turn of {@link FenceStore}: nobody else lifts the same fences meanwhile. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FenceStore store;
    private final ParticipantRegistry participants;

    Fences(FenceStore store, ParticipantRegistry participants) {
        this.store = store;
        this.participants = participants;
    }

    /** Whether fences of this tenant or user are being lifted at this moment, so that none had better be set. */
    Uni<Boolean> areBeingLifted(Subject subject) {
        return store.areBeingLifted(subject);
    }

    /** Lifts the job's fences, where they are to be lifted. Never fails: who cannot be told now is told later. */
    Uni<Void> lift(JobId job) {
        // A copy: whoever does not wait for it any more must not leave it half done.
        return Uni.createFrom()
                .completionStage(() -> Uni.createFrom()
                        .deferred(() -> lift(store.claim(job)))
                        .subscribeAsCompletionStage()
                        .copy());
    }

    /** The same of any jobs. */
    Uni<Void> liftAll() {
        return lift(store.claimAny());
    }

    private Uni<Void> lift(Uni<List<DeletionJob>> claimed) {
        return claimed.onItem()
                .transformToMulti(jobs -> Multi.createFrom().iterable(jobs))
                .onItem()
                .transformToUniAndConcatenate(this::lift)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("Fences could not be lifted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> lift(DeletionJob job) {
        List<Participant> fenced = participants.all().stream()
                .filter(one -> one.can(Capability.FENCE))
                .filter(one -> job.subject().kind() == SubjectKind.TENANT ? one.holdsTenantData() : one.holdsUserData())
                .toList();
        if (fenced.isEmpty()) {
            return store.lifted(job.id());
        }
        return Uni.join()
                .all(fenced.stream()
                        .map(one -> one.liftFence(job.subject(), job.id())
                                .map(outcome -> Map.<String, Outcome<Boolean>>entry(one.name(), outcome)))
                        .toList())
                .andFailFast()
                .ifNoItem()
                .after(TIMEOUT)
                .recoverWithItem(() -> null)
                .chain(outcomes -> outcomes == null
                        ? store.triedInVain(job.id())
                        : settle(
                                job,
                                outcomes.stream()
                                        .filter(outcome -> outcome.getValue().failure() != null)
                                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    /** Somebody who says no will go on saying so: the fence is for a platform admin to lift. */
    private Uni<Void> settle(DeletionJob job, Map<String, Outcome<Boolean>> failed) {
        failed.forEach((service, outcome) -> LOG.warnf(
                "orchestrator.%s_deletion.fence_not_lifted job_id=%s service=%s error=\"%s\"",
                job.subject().kind(), job.id(), service, outcome.failure()));
        if (failed.values().stream()
                .anyMatch(outcome -> outcome.failure().kind().isUnavailable())) {
            return store.triedInVain(job.id());
        }
        LOG.infof(
                "orchestrator.%1$s_deletion.fences_lifted job_id=%2$s %1$s_id=%3$s",
                job.subject().kind(), job.id(), job.subject());
        return store.lifted(job.id());
    }
}
