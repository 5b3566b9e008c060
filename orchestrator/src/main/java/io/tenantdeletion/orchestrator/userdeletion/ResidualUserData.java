package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.identity.Accounts;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Whether anything is there of a user who was deleted. */
@ApplicationScoped
class ResidualUserData {

    private static final Logger LOG = Logger.getLogger(ResidualUserData.class);

    private final UserTenants tenants;
    private final ParticipantRegistry participants;
    private final Accounts accounts;

    ResidualUserData(UserTenants tenants, ParticipantRegistry participants, Accounts accounts) {
        this.accounts = accounts;
        this.tenants = tenants;
        this.participants = participants;
    }

    /**
     * Whether the user has a membership or a row that a service can count; fails with a 503 problem where somebody did
     * not say.
     */
    Uni<Boolean> of(UserId user) {
        List<Uni<Boolean>> asked = new ArrayList<>();
        asked.add(tenants.memberships(user, null, 1)
                .map(outcome -> !answer("tenant", outcome).isEmpty()));
        participants.all().stream()
                .filter(one -> one.holdsUserData() && one.hasPreview())
                .forEach(one -> asked.add(one.previewUser(user)
                        .map(outcome -> answer(one.name(), outcome).preview().totalRecords() > 0)));
        return Uni.join().all(asked).andFailFast().map(found -> found.contains(true));
    }

    /** Whether the identity provider knows the user; fails with a 503 problem where it cannot be asked. */
    Uni<Boolean> hasAccount(UserId user) {
        return accounts.exists(user).onFailure(CallException.class).transform(failure -> {
            LOG.warnf("The identity provider could not be asked for a user: %s", failure.getMessage());
            return new ProblemException(
                    ProblemType.UNAVAILABLE, "The identity provider could not be asked for this user.");
        });
    }

    private static <T> T answer(String who, Outcome<T> outcome) {
        Failure failure = outcome.failure();
        if (failure != null) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "It cannot be told now whether anything is left (" + who + ", " + failure + ").");
        }
        return outcome.answer();
    }
}
