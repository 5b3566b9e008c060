package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.confirmation.IssuedToken;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.identity.Accounts;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.CountedPreview;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import io.tenantdeletion.orchestrator.preview.PlatformPreview.ServicePreview;
import io.tenantdeletion.orchestrator.preview.PlatformPreview.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Asks everybody what the deletion of a user would do. Who cannot answer is named, and never counted as zero. */
@ApplicationScoped
public class UserPreviews {

    private static final int PAGE = 1000;
    private static final String COMPLETE =
            "Tenants, records and the account will be permanently deleted and cannot be recovered";
    private static final String INCOMPLETE =
            COMPLETE + "; those named under unavailable did not answer, so there may be more";

    private final Accounts accounts;
    private final UserTenants tenants;
    private final OwnedTenants owned;
    private final UserConfirmation confirmation;
    private final ParticipantRegistry participants;

    UserPreviews(
            Accounts accounts,
            UserTenants tenants,
            OwnedTenants owned,
            ParticipantRegistry participants,
            UserConfirmation confirmation) {
        this.accounts = accounts;
        this.tenants = tenants;
        this.owned = owned;
        this.confirmation = confirmation;
        this.participants = participants;
    }

    /**
     * The preview of a user, and a token that confirms it; without one where no tenant goes along, or not all is known.
     * Fails with a 404 problem where there is no such user.
     */
    public Uni<Confirmable> of(UserId user) {
        return identity(user)
                .chain(identity -> Uni.combine()
                        .all()
                        .unis(
                                ownerships(user),
                                memberships(user),
                                Uni.join().all(services(user)).andCollectFailures())
                        .with((owned, memberships, services) -> new Asked(identity, owned, memberships, services)))
                .chain(asked -> confirmation
                        .issue(user, asked.tenants(), asked.unavailable())
                        .map(issued -> new Confirmable(combined(user, asked, issued.unanswered()), issued.token())));
    }

    /** Why the identity provider cannot tell whether there is such a user; empty where it knows the user. */
    private Uni<Optional<Unavailable>> identity(UserId user) {
        return accounts.exists(user)
                .map(exists -> {
                    if (!exists) {
                        throw new ProblemException(ProblemType.NOT_FOUND, "There is no such user.");
                    }
                    return Optional.<Unavailable>empty();
                })
                .onFailure(CallException.class)
                .recoverWithItem(failure -> Optional.of(new Unavailable(UserSteps.IDENTITY, failure.getMessage())));
    }

    private Uni<Answer<TenantImpact>> ownerships(UserId user) {
        TenantImpact future = new TenantImpact();
        return owned.walk(user, PAGE, future::add).map(failure -> new Answer<>(DeletionStep.TENANT, future, failure));
    }

    private Uni<Answer<AtomicLong>> memberships(UserId user) {
        AtomicLong count = new AtomicLong();
        return new PageWalk<TenantId>(
                        after -> tenants.memberships(user, after, PAGE),
                        id -> id,
                        page -> Uni.createFrom().voidItem().invoke(() -> count.addAndGet(page.size())))
                .run()
                .map(failure -> new Answer<>(DeletionStep.TENANT, count, failure));
    }

    private List<Uni<Answer<CountedPreview>>> services(UserId user) {
        return participants.all().stream()
                .filter(Participant::holdsUserData)
                .map(one -> one.previewUser(user).map(outcome -> answer(one.name(), outcome)))
                .toList();
    }

    private static Answer<CountedPreview> answer(String service, Outcome<CountedPreview> outcome) {
        return new Answer<>(service, outcome.answer(), outcome.problem());
    }

    private static UserPreview combined(UserId user, Asked asked, List<Unavailable> uncounted) {
        Map<String, ServicePreview> services = new LinkedHashMap<>();
        asked.services().stream()
                .filter(Answer::isThere)
                .forEach(answer -> services.put(answer.from(), ServicePreview.of(answer.value())));
        List<Unavailable> unavailable = asked.unavailable();
        unavailable.addAll(uncounted);
        TenantImpact owned = asked.tenants();
        boolean known = asked.owned().isThere();
        return new UserPreview(
                user,
                owned.toDelete(),
                owned.toTransfer(),
                owned.truncated(),
                known ? owned.deleted() : null,
                known ? owned.transferred() : null,
                asked.memberships().isThere() ? asked.memberships().value().get() : null,
                services,
                services.values().stream()
                        .mapToLong(ServicePreview::totalRecords)
                        .sum(),
                unavailable.isEmpty() ? COMPLETE : INCOMPLETE,
                unavailable);
    }

    /**
     * A preview and what confirms it.
     *
     * @param preview names who has not counted a tenant that goes along, where there is no token for that
     * @param token empty where no tenant goes along, or not all is known
     */
    public record Confirmable(UserPreview preview, Optional<IssuedToken> token) {}

    /** Somebody's answer, which counts only where there is no failure. */
    private record Answer<T>(String from, T value, Optional<Failure> failure) {

        boolean isThere() {
            return failure.isEmpty();
        }

        Optional<Unavailable> unavailable() {
            return failure.map(why -> new Unavailable(from, why.toString()));
        }
    }

    private record Asked(
            Optional<Unavailable> identity,
            Answer<TenantImpact> owned,
            Answer<AtomicLong> memberships,
            List<Answer<CountedPreview>> services) {

        /** None where not all of them are known. */
        TenantImpact tenants() {
            return owned.isThere() ? owned.value() : new TenantImpact();
        }

        /** Each of them once, although the tenant service is asked two questions. */
        List<Unavailable> unavailable() {
            List<Unavailable> all = new ArrayList<>();
            identity.ifPresent(all::add);
            owned.unavailable().or(memberships::unavailable).ifPresent(all::add);
            services.forEach(answer -> answer.unavailable().ifPresent(all::add));
            return all;
        }
    }
}
