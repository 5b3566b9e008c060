package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.identity.Accounts;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.saga.JobRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Asks the identity provider before anything is deleted: where it cannot be asked, the account could not be deleted in
 * the end. Whether there is an account does not matter any more: the request was accepted when there was one.
 */
@ApplicationScoped
class IdentityStep implements UserDeletionStep {

    private final Accounts accounts;

    IdentityStep(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return UserSteps.IDENTITY;
    }

    @Override
    public Uni<StepResult> run(JobRun run) {
        return accounts.exists(run.user())
                .map(exists -> StepResult.completed(name(), Map.of()))
                .onFailure(CallException.class)
                .recoverWithItem(failure -> AccountStep.failed(name(), (CallException) failure));
    }
}
