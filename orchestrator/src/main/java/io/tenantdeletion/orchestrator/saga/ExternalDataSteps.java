package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Steps that have a service remove what deleted rows have named outside its database. Where the rows can be put back
 * for a while it only counts: it removes when their time is over, see {@link ExternalDataExpiry}.
 */
@ApplicationScoped
class ExternalDataSteps implements PhaseStep {

    private final ParticipantRegistry participants;
    private final ExternalDataLoop loop;

    ExternalDataSteps(ParticipantRegistry participants, ExternalDataLoop loop) {
        this.participants = participants;
        this.loop = loop;
    }

    @Override
    public Uni<StepResult> run(JobRun run, String phase, String service) {
        return participants
                .find(service)
                .map(one -> run.restoreLog().isKept() ? count(run, one) : remove(run, phase, one))
                .orElseGet(() -> Uni.createFrom().item(StepResults.failed(service, PurgeSteps.NOT_REGISTERED)));
    }

    private static Uni<StepResult> count(JobRun run, Participant one) {
        return run.jobContext()
                .call(() -> one.countExternalData(run.subject(), run.job().id()))
                .map(outcome -> outcome.failure() == null
                        ? StepResults.completed(one.name(), outcome)
                                .external(outcome.answer().stores())
                        : StepResults.failed(one.name(), outcome));
    }

    private Uni<StepResult> remove(JobRun run, String phase, Participant one) {
        return loop.run(
                one.name(),
                () -> run.jobContext()
                        .call(() ->
                                one.removeExternalData(run.subject(), run.job().id())),
                answer -> run.writer().record(phase, answer).emitOn(run.context()),
                run::isStopped);
    }
}
