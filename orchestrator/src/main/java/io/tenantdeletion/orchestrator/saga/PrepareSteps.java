package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.Fence;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.Subject;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.CountedPreview;
import io.tenantdeletion.orchestrator.participant.Findings;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Asks a service, before anybody deletes anything, whether it can. One that can set a fence looks at its tables, and
 * lets in no row of the subject from then on; of one that cannot, its preview must answer; one that can do neither is
 * only known.
 */
@ApplicationScoped
public class PrepareSteps implements PhaseStep {

    private final ParticipantRegistry participants;

    PrepareSteps(ParticipantRegistry participants) {
        this.participants = participants;
    }

    @Override
    public Uni<StepResult> run(JobRun run, String phase, String service) {
        return participants
                .find(service)
                .map(participant ->
                        prepare(participant, run.subject(), run.job().id()))
                .orElseGet(() ->
                        Uni.createFrom().item(StepResults.failed(service, Outcome.failed(PurgeSteps.NOT_REGISTERED))));
    }

    /** The same of any subject. */
    static Uni<StepResult> prepare(Participant one, Subject subject, JobId job) {
        if (one.can(Capability.FENCE)) {
            return one.fence(subject, job).map(outcome -> fenced(one.name(), outcome));
        }
        return one.hasPreview()
                ? one.preview(subject, job).map(outcome -> previewed(one.name(), outcome))
                : Uni.createFrom().item(StepResult.completed(one.name(), Map.of()));
    }

    private static StepResult fenced(String service, Outcome<Fence> outcome) {
        return outcome.problem()
                .map(failure -> StepResults.failed(service, outcome))
                .orElseGet(() -> StepResults.completed(service, outcome).with(outcome.answer()));
    }

    private static StepResult previewed(String service, Outcome<CountedPreview> outcome) {
        if (outcome.failure() != null) {
            return StepResults.failed(service, outcome);
        }
        List<String> refusals = Findings.refusals(outcome.answer().preview().findings());
        return refusals.isEmpty()
                ? StepResults.completed(service, outcome)
                : StepResult.refused(service, StepResults.refusal(refusals));
    }
}
