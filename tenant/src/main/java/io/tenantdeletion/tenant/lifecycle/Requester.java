package io.tenantdeletion.tenant.lifecycle;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.security.Caller;
import java.util.Optional;

/**
 * Whoever asks for a tenant's deletion.
 *
 * @param user who it is, where the token names a user
 * @param service whether it is one of our services
 * @param platformAdmin whether it is a platform admin
 */
record Requester(Optional<UserId> user, boolean service, boolean platformAdmin) {

    static Requester of(Caller caller) {
        return new Requester(caller.userId(), caller.isService(), caller.isPlatformAdmin());
    }

    /** Whether the rules for members do not apply. */
    boolean isTrusted() {
        return service || platformAdmin;
    }

    boolean is(UserId other) {
        return user.filter(other::equals).isPresent();
    }

    /** For the job's record. */
    String describe() {
        if (service) {
            return "a service";
        }
        return platformAdmin ? "a platform admin" : "an owner or admin of the tenant";
    }
}
