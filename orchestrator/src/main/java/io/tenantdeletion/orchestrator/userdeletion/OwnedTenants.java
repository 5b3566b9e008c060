package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.identity.AccountState;
import io.tenantdeletion.orchestrator.identity.Accounts;
import io.tenantdeletion.orchestrator.job.LeavingUsers;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tenants that cannot be without a user, each with whoever would own it next: the first of its other owners and
 * admins who is not leaving as well and whose account exists and is enabled.
 */
@ApplicationScoped
class OwnedTenants {

    private static final int AT_ONCE = 16;

    private final UserTenants tenants;
    private final LeavingUsers leaving;
    private final Accounts accounts;

    OwnedTenants(UserTenants tenants, LeavingUsers leaving, Accounts accounts) {
        this.tenants = tenants;
        this.leaving = leaving;
        this.accounts = accounts;
    }

    /** One page, in the order of the tenants' ids. */
    Uni<Outcome<List<TenantOwnership>>> page(UserId user, TenantId after, int limit) {
        return tenants.ownerships(user, after, limit)
                .chain(found -> withSuccessors(found, one -> lookFurther(user, one)));
    }

    /** One of them; empty where the user owns it no longer. */
    Uni<Outcome<Optional<TenantOwnership>>> one(UserId user, TenantId tenant) {
        return tenants.ownership(user, tenant).chain(outcome -> {
            if (outcome.answer() == null || outcome.answer().isEmpty()) {
                return Uni.createFrom().item(outcome);
            }
            return withSuccessors(Outcome.answered(List.of(outcome.answer().get())), OwnedTenants::without)
                    .map(resolved -> resolved.failure() == null
                            ? Outcome.answered(resolved.answer().stream().findFirst())
                            : Outcome.failed(resolved.failure()));
        });
    }

    /**
     * All of them, page by page.
     *
     * @param reader is given each page
     * @return what kept the walk from its end, or nothing
     */
    Uni<Optional<Failure>> walk(UserId user, int pageSize, Consumer<List<TenantOwnership>> reader) {
        return new PageWalk<TenantOwnership>(
                        after -> page(user, after, pageSize),
                        TenantOwnership::tenantId,
                        page -> Uni.createFrom().voidItem().invoke(() -> reader.accept(page)))
                .run();
    }

    /** None of the first candidates can own it; a page has no more of them than that, and there may be others. */
    private Uni<TenantOwnership> lookFurther(UserId user, TenantOwnership tenant) {
        return tenant.successors().size() < TenantOwnership.MAX_CANDIDATES
                ? without(tenant)
                : one(user, tenant.tenantId()).map(outcome -> {
                    outcome.problem().ifPresent(failure -> {
                        throw new CallException(failure);
                    });
                    return outcome.answer().orElse(tenant.goingTo(null));
                });
    }

    private static Uni<TenantOwnership> without(TenantOwnership tenant) {
        return Uni.createFrom().item(tenant.goingTo(null));
    }

    private Uni<Outcome<List<TenantOwnership>>> withSuccessors(
            Outcome<List<TenantOwnership>> outcome, Function<TenantOwnership, Uni<TenantOwnership>> otherwise) {
        if (outcome.answer() == null || outcome.answer().isEmpty()) {
            return Uni.createFrom().item(outcome);
        }
        Set<UserId> candidates = outcome.answer().stream()
                .flatMap(one -> one.successors().stream())
                .collect(Collectors.toSet());
        return (candidates.isEmpty() ? Uni.createFrom().item(Set.<UserId>of()) : leaving.among(candidates))
                .chain(left -> Uni.join()
                        .all(outcome.answer().stream()
                                .map(one -> first(one.successors(), left)
                                        .chain(next -> next.map(
                                                        user -> Uni.createFrom().item(one.goingTo(user)))
                                                .orElseGet(() -> otherwise.apply(one))))
                                .toList())
                        .usingConcurrencyOf(AT_ONCE)
                        .andFailFast())
                .map(Outcome::answered)
                .onFailure(CallException.class)
                .recoverWithItem(failure -> Outcome.failed(((CallException) failure).failure()));
    }

    private Uni<Optional<UserId>> first(List<UserId> candidates, Set<UserId> left) {
        List<UserId> staying =
                candidates.stream().filter(user -> !left.contains(user)).toList();
        if (staying.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        UserId next = staying.get(0);
        return accounts.state(next)
                .onFailure(CallException.class)
                .transform(failure -> ofIdentityProvider(((CallException) failure).failure()))
                .chain(state -> state == AccountState.ENABLED
                        ? Uni.createFrom().item(Optional.of(next))
                        : first(staying.subList(1, staying.size()), left));
    }

    private static CallException ofIdentityProvider(Failure failure) {
        return new CallException(failure.kind(), "identity provider, " + failure.detail());
    }
}
