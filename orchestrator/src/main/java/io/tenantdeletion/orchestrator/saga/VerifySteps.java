package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.Verification;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.CountedPreview;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Steps that have a service tell what is left after its purge. Where it cannot verify, its preview is asked once more:
 * rows that it sees are left, but that it sees none proves nothing, and the step says so. Of one that can do neither
 * nothing is known but its word.
 */
@ApplicationScoped
public class VerifySteps {

    private final ParticipantRegistry participants;
    private final JobEvents events;
    private final VerificationConfig config;

    VerifySteps(ParticipantRegistry participants, JobEvents events, VerificationConfig config) {
        this.participants = participants;
        this.events = events;
        this.config = config;
    }

    /**
     * A step of its own phase.
     *
     * @param purge the step of the purge, run again where rows are left
     * @param purgePhase the phase which that step belongs to
     */
    public PhaseStep after(PhaseStep purge, String purgePhase) {
        return (run, phase, service) -> verify(run, phase, service, found -> {
            StepResult again = StepResult.progressed(service, Map.of()).repeated(1);
            return run.writer()
                    .record(purgePhase, again)
                    .emitOn(run.context())
                    .chain(() -> purge.run(run, purgePhase, service))
                    .emitOn(run.context())
                    .call(answer -> note(run, purgePhase, answer));
        });
    }

    /** A step that purges and tells then what is left. */
    public PhaseStep with(PhaseStep purge) {
        return (run, phase, service) -> purge.run(run, phase, service)
                .emitOn(run.context())
                .chain(answer -> answer.status() == StepStatus.COMPLETED
                        ? note(run, phase, answer.with(StepStatus.IN_PROGRESS))
                                .chain(() ->
                                        verify(run, phase, service, found -> purgeAgain(run, phase, purge, service)))
                        : Uni.createFrom().item(answer));
    }

    private Uni<StepResult> purgeAgain(JobRun run, String phase, PhaseStep purge, String service) {
        return purge.run(run, phase, service)
                .emitOn(run.context())
                .call(answer -> answer.status() == StepStatus.COMPLETED
                        ? note(run, phase, answer.with(StepStatus.IN_PROGRESS))
                        : note(run, phase, answer));
    }

    private Uni<StepResult> verify(
            JobRun run, String phase, String service, Function<Verification, Uni<StepResult>> purge) {
        return verify(
                service,
                new VerifyLoop.Calls(() -> run.jobContext().call(() -> ask(run, service)), found -> {
                    events.residual(run.job(), service, found);
                    return purge.apply(found);
                }),
                answer -> write(run, phase, answer),
                run::isStopped);
    }

    /** One verification, as {@link VerifyLoop} has it. */
    Uni<StepResult> verify(
            String service, VerifyLoop.Calls calls, Function<StepResult, Uni<Void>> journal, BooleanSupplier stopped) {
        return new VerifyLoop(service, calls, journal, config, stopped).run();
    }

    private Uni<Void> write(JobRun run, String phase, StepResult answer) {
        if (answer.evidence().isWaiting()) {
            events.verificationWaits(run.job(), answer);
        }
        return run.writer().record(phase, answer).emitOn(run.context());
    }

    private Uni<Void> note(JobRun run, String phase, StepResult answer) {
        run.note(answer);
        events.answered(answer);
        return run.writer().record(phase, answer).emitOn(run.context());
    }

    private Uni<Outcome<Verification>> ask(JobRun run, String service) {
        return participants
                .find(service)
                .map(one -> ask(one, run.subject(), run.job().id()))
                .orElseGet(() -> Uni.createFrom().item(Outcome.failed(PurgeSteps.NOT_REGISTERED)));
    }

    /** What this service says is left of a subject. Never fails. */
    Uni<Outcome<Verification>> ask(Participant one, Subject subject, JobId job) {
        if (one.can(Capability.VERIFY)) {
            return one.verify(subject, job);
        }
        return one.hasPreview()
                ? one.preview(subject, job).map(this::previewed)
                : Uni.createFrom().item(Outcome.answered(Verification.impossible()));
    }

    private Outcome<Verification> previewed(Outcome<CountedPreview> outcome) {
        return outcome.map(preview -> Verification.counted(
                Verification.Source.PREVIEW, preview.preview().preview(), Map.of(), events.now()));
    }
}
