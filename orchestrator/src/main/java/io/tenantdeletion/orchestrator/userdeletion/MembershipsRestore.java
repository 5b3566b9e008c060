package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.RestoredRows;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import io.tenantdeletion.orchestrator.saga.JobRun;
import io.tenantdeletion.orchestrator.saga.StepResults;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes a user a member again of what is still there, and the owner of what nobody else has changed since. */
@ApplicationScoped
class MembershipsRestore {

    private final UserTenants tenants;
    private final TenantServiceKey keys;

    MembershipsRestore(UserTenants tenants, TenantServiceKey keys) {
        this.tenants = tenants;
        this.keys = keys;
    }

    Uni<StepResult> run(JobRun run) {
        return tenants.restore(run.user(), run.job().id(), keys.of(run)).map(MembershipsRestore::answer);
    }

    private static StepResult answer(Outcome<RestoredRows> outcome) {
        return outcome.failure() != null
                ? StepResults.failed(UserSteps.MEMBERSHIPS, outcome)
                : StepResults.completed(UserSteps.MEMBERSHIPS, outcome)
                        .restored(
                                outcome.answer().restoredCounts(),
                                outcome.answer().verified());
    }
}
