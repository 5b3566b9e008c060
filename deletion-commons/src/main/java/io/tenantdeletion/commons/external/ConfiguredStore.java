package io.tenantdeletion.commons.external;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** A store that things can be removed from, and whose they are there. */
public final class ConfiguredStore {

    private final ExternalStore store;
    private final NamePrefix prefix;
    private final Duration timeout;

    ConfiguredStore(ExternalStore store, NamePrefix prefix, Duration timeout) {
        this.store = store;
        this.prefix = prefix;
        this.timeout = timeout;
    }

    /**
     * Removes what is called so.
     *
     * @param tenant whose row named it, where that is known
     * @param user who is deleted, where it is one
     * @return fails with a {@link RefusedNameException} where the name is none of theirs or leads elsewhere, with
     *     anything else where the store is away
     */
    public Uni<Void> remove(String name, Optional<String> tenant, Optional<String> user) {
        return prefix.matches(name, tenant, user)
                ? Uni.createFrom()
                        .deferred(() -> store.remove(name))
                        .ifNoItem()
                        .after(timeout)
                        .fail()
                : Uni.createFrom().failure(new RefusedNameException("It is outside the prefix " + prefix.pattern()));
    }
}
