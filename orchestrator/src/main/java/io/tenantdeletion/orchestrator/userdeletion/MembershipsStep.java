package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.Evidence;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.Departure;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import io.tenantdeletion.orchestrator.saga.JobRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes the user out of all tenants. Where one cannot be without the user, because somebody has handed it over since
 * the phase before, its tenants are seen to first, as in that phase, and then it is tried again.
 */
@ApplicationScoped
class MembershipsStep implements UserDeletionStep {

    private static final int ROUNDS = 5;

    private final UserTenants tenants;
    private final TenantsStep owned;
    private final TenantServiceKey keys;

    MembershipsStep(UserTenants tenants, TenantsStep owned, TenantServiceKey keys) {
        this.keys = keys;
        this.tenants = tenants;
        this.owned = owned;
    }

    @Override
    public String name() {
        return UserSteps.MEMBERSHIPS;
    }

    @Override
    public Uni<StepResult> run(JobRun run) {
        return round(run, ROUNDS);
    }

    private Uni<StepResult> round(JobRun run, int left) {
        return owned.workOff(run, name())
                .emitOn(run.context())
                .chain(tally ->
                        tally.clean() ? leave(run, left) : Uni.createFrom().item(tally.answer(name())));
    }

    private Uni<StepResult> leave(JobRun run, int left) {
        return tenants.leave(run.user(), run.job().id(), keys.of(run))
                .emitOn(run.context())
                .chain(outcome -> {
                    StepResult answer = answer(outcome);
                    boolean stays = outcome.answer() != null
                            && !outcome.answer().errors().isEmpty();
                    if (!stays || left == 1 || run.isStopped()) {
                        return Uni.createFrom().item(answer);
                    }
                    run.note(answer);
                    return run.writer()
                            .record(name(), StepResult.progressed(name(), answer.deletedCounts()))
                            .emitOn(run.context())
                            .chain(() -> round(run, left - 1));
                });
    }

    private StepResult answer(Outcome<Departure> outcome) {
        List<String> errors = new ArrayList<>();
        outcome.problem().ifPresent(failure -> errors.add(failure.toString()));
        Map<String, Long> counts = Map.of();
        boolean refused = outcome.problem()
                .filter(failure -> !failure.kind().isUnavailable())
                .isPresent();
        if (outcome.answer() != null) {
            counts = outcome.answer().deletedCounts();
            if (!outcome.answer().errors().isEmpty()) {
                errors.add(new Failure(FailureKind.CONTENDED, "the user is still in some tenants").toString());
                errors.addAll(outcome.answer().errors());
            }
        }
        StepStatus otherwise = refused ? StepStatus.FAILED : StepStatus.PENDING;
        return new StepResult(
                name(),
                errors.isEmpty() ? StepStatus.COMPLETED : otherwise,
                errors.isEmpty() ? 1 : 0,
                Math.max(0, outcome.tries() - 1),
                counts,
                errors,
                effect(outcome),
                null,
                Evidence.NONE);
    }

    private static StepResult.Effect effect(Outcome<Departure> outcome) {
        if (outcome.answerLost()) {
            return StepResult.Effect.UNKNOWN;
        }
        return outcome.answer() == null ? StepResult.Effect.NONE : StepResult.Effect.COUNTED;
    }
}
