package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.identity.Accounts;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.mail.LastMail;
import io.tenantdeletion.orchestrator.saga.JobRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Deletes the account. It is the last step: until then the user can still see how far the deletion has got. */
@ApplicationScoped
class AccountStep implements UserDeletionStep {

    private static final String MAIL_WAITS =
            "mail: the user's last mail is not accepted yet; the account has its address";

    private final Accounts accounts;
    private final LastMail lastMail;

    AccountStep(Accounts accounts, LastMail lastMail) {
        this.accounts = accounts;
        this.lastMail = lastMail;
    }

    @Override
    public String name() {
        return UserSteps.ACCOUNT;
    }

    @Override
    public Uni<StepResult> run(JobRun run) {
        return lastMail.isDone(run.job())
                .emitOn(run.context())
                .chain(done -> done
                        ? delete(run)
                        : Uni.createFrom().item(StepResult.unavailable(name(), List.of(MAIL_WAITS))));
    }

    private Uni<StepResult> delete(JobRun run) {
        return accounts.delete(run.user())
                .map(deleted -> StepResult.completed(name(), Map.of("accounts", deleted ? 1L : 0L)))
                .onFailure(CallException.class)
                .recoverWithItem(failure -> failed(name(), (CallException) failure));
    }

    /** What it means for a step that the identity provider did not do as asked. */
    static StepResult failed(String step, CallException failure) {
        List<String> errors = List.of(failure.getMessage());
        return failure.failure().kind().isUnavailable()
                ? StepResult.unavailable(step, errors)
                : StepResult.refused(step, errors);
    }
}
