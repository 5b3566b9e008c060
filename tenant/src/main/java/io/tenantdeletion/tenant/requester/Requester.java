package io.tenantdeletion.tenant.requester;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.Optional;

/**
 * Whoever asks for something, as far as rules and records need to know.
 *
 * @param user who it is; where a service asks, the user on whose behalf, if any
 * @param kind what kind of caller it is
 * @param actor how records name it
 * @param via the service that calls on behalf of {@code actor}, or null
 * @param source the network address the request came from, or null
 * @param job the job in whose course a service asks, or null
 */
public record Requester(Optional<UserId> user, Kind kind, String actor, String via, String source, JobId job) {

    /** What a token says about its holder; what somebody is in a tenant, its memberships say. */
    public enum Kind {
        SERVICE,
        PLATFORM_ADMIN,
        USER
    }

    /** The user in whose name another service is called: the id, or null. */
    public String onBehalfOf() {
        return user.map(Object::toString).orElse(null);
    }

    /** Whether it is one of our services. */
    public boolean isService() {
        return kind == Kind.SERVICE;
    }

    /** Whether the rules for members do not apply. */
    public boolean isTrusted() {
        return kind != Kind.USER;
    }

    /** Whether it is that very user, and not a service in the user's name. */
    public boolean is(UserId other) {
        return !isService() && user.filter(other::equals).isPresent();
    }

    /** Lets pass who is that user, and services and platform admins. */
    public void requireOwn(UserId other) {
        if (!isTrusted() && !is(other)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only that user may do this.");
        }
    }
}
