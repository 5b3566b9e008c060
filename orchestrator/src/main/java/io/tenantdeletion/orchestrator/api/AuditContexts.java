package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.orchestrator.job.AuditContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who causes what a request asks for, as it is written down. */
@ApplicationScoped
class AuditContexts {

    private final Caller caller;
    private final Reasons reasons;

    AuditContexts(Caller caller, Reasons reasons) {
        this.caller = caller;
        this.reasons = reasons;
    }

    /** The user who acts: the caller, or whom a service calls on behalf of; null where there is none. */
    UserId initiator() {
        return (caller.isService() ? caller.onBehalfOf() : caller.userId()).orElse(null);
    }

    /** Whether one of our services calls. */
    boolean isService() {
        return caller.isService();
    }

    /** The caller, with the reason that the body must have. */
    AuditContext ofRequiredReason(String body) {
        return of(reasons.required(body));
    }

    /** The caller, with the reason in a body that may be empty. */
    AuditContext ofBody(String body) {
        return of(reasons.in(body));
    }

    /** The caller, or whoever it calls on behalf of. */
    AuditContext of(String why) {
        return new AuditContext(caller.actor(), caller.source(), why, caller.via());
    }

    /** The same, where a service names the user in the body. */
    AuditContext of(UserId initiator, String why) {
        return initiator == null
                ? of(why)
                : new AuditContext(
                        initiator.toString(),
                        caller.source(),
                        why,
                        caller.service().orElse(null));
    }

    /** The user that acts: the caller, or whom a service names; fails with 403 where there is none. */
    UserId requireUser() {
        return Optional.ofNullable(initiator())
                .orElseThrow(
                        () -> new ProblemException(ProblemType.FORBIDDEN, "The token does not name a user by UUID."));
    }
}
