package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.Fence;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.CountedPreview;
import io.tenantdeletion.orchestrator.participant.Findings;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Asks a service, before anybody deletes anything, whether it can. One that can set a fence looks at its tables, and
 * lets in no row of the subject from then on; of one that cannot, its preview must answer; one that can do neither is
 * only known.
 */
@ApplicationScoped
public class PrepareSteps implements PhaseStep {

    private static final Logger LOG = Logger.getLogger(PrepareSteps.class);

    private final ParticipantRegistry participants;

    PrepareSteps(ParticipantRegistry participants) {
        this.participants = participants;
    }

    @Override
    public Uni<StepResult> run(JobRun run, String phase, String service) {
        return participants
                .find(service)
                .map(participant -> run.job().isShadow() || participant.isShadow()
                        ? rehearse(participant, run)
                        : prepare(participant, run.subject(), run.job().id()))
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

    /** What it would delete and what is in the way. A job that deletes elsewhere is not kept from it by that. */
    private static Uni<StepResult> rehearse(Participant one, JobRun run) {
        if (!one.hasPreview()) {
            return Uni.createFrom().item(StepResult.completed(one.name(), Map.of()));
        }
        return one.preview(run.subject(), run.job().id())
                .map(outcome -> outcome.failure() == null
                        ? previewed(one.name(), outcome)
                                .rehearsed(outcome.answer().preview().preview())
                        : previewed(one.name(), outcome))
                .invoke(answer -> tell(run, answer))
                .map(answer -> run.job().isShadow() ? answer : answer.with(StepStatus.COMPLETED));
    }

    /** A job that completes keeps no texts, and this is what somebody wants to read. */
    private static void tell(JobRun run, StepResult answer) {
        if (answer.status() != StepStatus.COMPLETED) {
            LOG.warnf(
                    "orchestrator.%s_deletion.would_not_delete job_id=%s service=%s errors=%s",
                    run.subject().kind(), run.job().id(), answer.service(), answer.errors());
        }
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
