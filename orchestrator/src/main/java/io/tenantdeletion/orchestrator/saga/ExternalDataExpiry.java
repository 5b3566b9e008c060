package io.tenantdeletion.orchestrator.saga;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.control.StopSwitch;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.ExternalDataStore;
import io.tenantdeletion.orchestrator.job.ExternalDataStore.Due;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Has removed what the rows of completed deletions have named outside, once nobody can put the rows back any more:
 * whichever replica comes first, again and again until it is done. Only then is the deletion certified.
 */
@ApplicationScoped
class ExternalDataExpiry {

    private static final Logger LOG = Logger.getLogger(ExternalDataExpiry.class);

    private final ExternalDataStore store;
    private final ParticipantRegistry participants;
    private final ExternalDataLoop loop;
    private final RetryPauses pauses;
    private final StopSwitch stop;

    ExternalDataExpiry(
            ExternalDataStore store,
            ParticipantRegistry participants,
            ExternalDataLoop loop,
            RetryPauses pauses,
            StopSwitch stop) {
        this.store = store;
        this.participants = participants;
        this.loop = loop;
        this.pauses = pauses;
        this.stop = stop;
    }

    @Scheduled(every = "${deletion.restore.destroy-every:1m}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> remove() {
        return store.claim()
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(this::remove)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf("What is outside could not be removed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> remove(Due due) {
        List<DeletionStep> steps = due.job().steps().stream()
                .filter(step -> step.phase().equals(Phases.EXTERNAL_DATA) && step.status() != StepStatus.COMPLETED)
                .filter(step -> !due.job().hasLeftOut(step.service()))
                .toList();
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> remove(due, step.service())
                        .call(answer -> store.record(due.job().id(), answer)))
                .collect()
                .asList()
                .chain(answers -> settle(due, answers));
    }

    private Uni<StepResult> remove(Due due, String service) {
        return participants
                .find(service)
                .map(one -> forget(due, one)
                        .chain(() -> loop.run(
                                service,
                                () -> one.removeExternalData(
                                        due.job().subject(), due.job().id()),
                                answer -> store.record(due.job().id(), answer),
                                () -> stop.isStopped(due.job().id()))))
                .orElseGet(() -> Uni.createFrom().item(StepResults.failed(service, PurgeSteps.NOT_REGISTERED)));
    }

    /** It may not have heard that before. */
    private static Uni<?> forget(Due due, Participant one) {
        return one.can(Capability.RESTORE)
                ? one.forgetRestoreLog(due.job().subject(), due.job().id())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> settle(Due due, List<StepResult> answers) {
        if (answers.stream().allMatch(answer -> answer.status() == StepStatus.COMPLETED)) {
            LOG.infof("orchestrator.external_data.removed job_id=%s", due.job().id());
            return store.removed(due.job().id());
        }
        answers.stream()
                .filter(answer -> !answer.errors().isEmpty())
                .forEach(answer -> LOG.warnf(
                        "orchestrator.external_data.not_removed job_id=%s service=%s errors=%s",
                        due.job().id(), answer.service(), answer.errors()));
        return store.later(due.job().id(), pauses.pause(due.tried()));
    }
}
