package io.tenantdeletion.orchestrator.console;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.identity.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Names for ids, for platform admins, who may look anybody up. They are asked of the identity provider by one call a
 * page, kept in memory for a minute, and written down nowhere: what is kept for good names people by their ids.
 */
@ApplicationScoped
class People {

    private static final Logger LOG = Logger.getLogger(People.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** An identity provider that does not answer is left alone for so long. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Known NOBODY = new Known(null, Instant.MIN);
    private static final int MOST_KEPT = 5_000;

    /** A page that could have come does not wait longer for names. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Accounts accounts;
    private final Viewers viewers;
    private final Clock clock;
    private final Map<UserId, Known> kept = new ConcurrentHashMap<>();

    People(Accounts accounts, Viewers viewers, Clock clock) {
        this.accounts = accounts;
        this.viewers = viewers;
        this.clock = clock;
    }

    /** What those of them are called who are users. Never fails: without names, ids are shown. */
    Uni<Names> names(Stream<?> actors) {
        if (!viewers.current().admin()) {
            return Uni.createFrom().item(Names.NONE);
        }
        List<UserId> users =
                actors.map(People::user).filter(Objects::nonNull).distinct().toList();
        Instant now = clock.instant();
        List<UserId> unknown = users.stream()
                .filter(user -> kept.getOrDefault(user, NOBODY).until().isBefore(now))
                .limit(Accounts.MOST_USERNAMES)
                .toList();
        return (unknown.isEmpty() ? Uni.createFrom().voidItem() : ask(unknown)).map(asked -> known(users));
    }

    private Uni<Void> ask(List<UserId> users) {
        return accounts.usernames(users)
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .invoke(found -> users.forEach(user -> keep(user, found.get(user), FRESH)))
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("People are shown by what is known of them: %s", failure.getMessage());
                    users.forEach(
                            user -> keep(user, kept.getOrDefault(user, NOBODY).name(), PAUSE));
                    return null;
                });
    }

    /** Who has no name is kept as such, too: not every page asks again. */
    private void keep(UserId user, String name, Duration time) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(user, new Known(name, clock.instant().plus(time)));
    }

    private Names known(Collection<UserId> users) {
        Map<String, String> names = new HashMap<>();
        users.forEach(user -> {
            Known known = kept.get(user);
            if (known != null && known.name() != null) {
                names.put(user.toString(), known.name());
            }
        });
        return new Names(names);
    }

    private static UserId user(Object actor) {
        if (actor instanceof UserId user) {
            return user;
        }
        return Formats.isId(actor) ? new UserId(UUID.fromString(actor.toString())) : null;
    }

    /** What the identity provider said, and how long that is good enough. */
    private record Known(String name, Instant until) {}
}
