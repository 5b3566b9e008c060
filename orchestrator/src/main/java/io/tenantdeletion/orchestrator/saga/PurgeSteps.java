package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.progress.JobWatches;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Steps that are a participant's deleting call, repeated until nothing is left. */
@ApplicationScoped
public class PurgeSteps implements PhaseStep {

    static final Failure NOT_REGISTERED = new Failure(
            FailureKind.NOT_REGISTERED,
            "this service is not registered any more; register it again, or have it left out by a platform admin");

    /** Services keep a place for those who come again within a minute. */
    private static final Duration BEFORE_ITS_PLACE_IS_LOST = Duration.ofSeconds(30);

    private final ParticipantRegistry participants;
    private final JobEvents events;
    private final GuardConfig guard;
    private final JobsConfig jobs;
    private final JobWatches watches;

    PurgeSteps(
            ParticipantRegistry participants,
            JobEvents events,
            GuardConfig guard,
            JobsConfig jobs,
            JobWatches watches) {
        this.participants = participants;
        this.events = events;
        this.guard = guard;
        this.jobs = jobs;
        this.watches = watches;
    }

    @Override
    public Uni<StepResult> run(JobRun run, String phase, String service) {
        PurgeLoop loop = new PurgeLoop(
                service,
                () -> run.jobContext().call(() -> call(run, service)),
                answer -> record(run, phase, answer),
                PurgeLoop.Patience.of(guard, jobs),
                run::isStopped);
        return loop.run().invoke(() -> {
            if (loop.missedItsTurn()) {
                run.await(new Awaited(WaitingFor.UNAVAILABLE, events.now().plus(BEFORE_ITS_PLACE_IS_LOST)));
            }
        });
    }

    private Uni<Outcome<DataDeletionResponse>> call(JobRun run, String service) {
        return participants
                .find(service)
                .map(participant -> participant.purge(
                        run.subject(),
                        run.job().id(),
                        watches.preferredCall(run.job().id()),
                        run.restoreKey(participant)))
                .orElseGet(() -> Uni.createFrom().item(Outcome.failed(NOT_REGISTERED)));
    }

    private Uni<Void> record(JobRun run, String phase, StepResult answer) {
        run.note(answer);
        return run.writer().record(phase, answer).emitOn(run.context()).invoke(() -> events.answered(answer));
    }
}
