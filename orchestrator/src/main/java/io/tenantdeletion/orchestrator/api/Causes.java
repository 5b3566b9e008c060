package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.orchestrator.job.Cause;
import jakarta.enterprise.context.ApplicationScoped;

/** Who causes what a request asks for, as it is written down. */
@ApplicationScoped
class Causes {

    private final Caller caller;

    Causes(Caller caller) {
        this.caller = caller;
    }

    /** The caller, or whoever it calls on behalf of. */
    Cause of(String why) {
        return new Cause(caller.actor(), caller.source(), why);
    }

    /** The same, where a service names the user in the body. */
    Cause of(UserId initiator, String why) {
        return initiator == null ? of(why) : new Cause(initiator.toString(), caller.source(), why);
    }

    /** The user that acts: the caller, or whom a service names; fails with 403 where there is none. */
    UserId requireUser() {
        return (caller.isService() ? caller.onBehalfOf() : caller.userId())
                .orElseThrow(
                        () -> new ProblemException(ProblemType.FORBIDDEN, "The token does not name a user by UUID."));
    }
}
