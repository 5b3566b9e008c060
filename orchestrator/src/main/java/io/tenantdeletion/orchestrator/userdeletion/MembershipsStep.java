package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.StepAnswer;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.Departure;
import io.tenantdeletion.orchestrator.participant.Failure;
import io.tenantdeletion.orchestrator.participant.FailureKind;
import io.tenantdeletion.orchestrator.participant.Outcome;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes the user out of all tenants. Tenants that somebody has handed the user since the step before are seen to first:
 * otherwise this step would fail for ever, because that one is not run again.
 */
@ApplicationScoped
class MembershipsStep implements OwnStep {

    private static final Failure STAYS = new Failure(FailureKind.NOT_DELETED, "the user is still in some tenants");

    private final UserTenants tenants;
    private final TenantsStep owned;

    MembershipsStep(UserTenants tenants, TenantsStep owned) {
        this.tenants = tenants;
        this.owned = owned;
    }

    @Override
    public String name() {
        return UserSteps.MEMBERSHIPS;
    }

    @Override
    public Uni<StepAnswer> run(UserRun run) {
        return owned.workOff(run, name())
                .chain(tally -> tally.clean()
                        ? tenants.leave(run.user()).map(this::answer)
                        : Uni.createFrom().item(tally.answer(name())));
    }

    private StepAnswer answer(Outcome<Departure> outcome) {
        List<String> errors = new ArrayList<>();
        outcome.problem().ifPresent(failure -> errors.add(failure.toString()));
        Map<String, Long> counts = Map.of();
        if (outcome.answer() != null) {
            counts = outcome.answer().deletedCounts();
            outcome.answer().errors().stream().findFirst().ifPresent(first -> errors.add(STAYS.toString()));
            errors.addAll(outcome.answer().errors());
        }
        StepStatus status = errors.isEmpty() ? StepStatus.COMPLETED : StepStatus.FAILED;
        return new StepAnswer(
                name(),
                status,
                errors.isEmpty() ? 1 : 0,
                Math.max(0, outcome.tries() - 1),
                counts,
                errors,
                outcome.answerLost());
    }
}
