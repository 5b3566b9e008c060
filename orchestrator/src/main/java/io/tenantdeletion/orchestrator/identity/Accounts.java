package io.tenantdeletion.orchestrator.identity;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.guard.CallException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts at the identity provider. Every call fails with an {@link CallException} and with nothing else, after it
 * has been repeated where that was worth it.
 */
public interface Accounts {

    /** So many ids fit into the address of a call. */
    int MOST_USERNAMES = 50;

    /** Whether there is an account of this user, and whether it can be used. */
    Uni<AccountState> state(UserId user);

    /** Whether there is an account of this user, enabled or not. */
    default Uni<Boolean> exists(UserId user) {
        return state(user).map(state -> state != AccountState.ABSENT);
    }

    /**
     * What the identity provider calls these users, by one call; users without an account are missing.
     *
     * @param users at most {@link #MOST_USERNAMES}
     */
    Uni<Map<UserId, String>> usernames(Collection<UserId> users);

    /**
     * The address of this user's mail, as the provider knows it now; empty where there is no account, or none with an
     * address. To be used at once, and neither stored nor logged.
     */
    Uni<Optional<String>> email(UserId user);

    /**
     * Deletes the account, with its sessions and credentials. Calling again does no harm.
     *
     * @return true when this call deleted it, false when there was none (any more); a call whose answer was lost and
     *     which was therefore repeated also says false
     */
    Uni<Boolean> delete(UserId user);
}
