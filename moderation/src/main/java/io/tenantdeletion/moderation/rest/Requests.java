package io.tenantdeletion.moderation.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.tenantdeletion.commons.contract.RequestTimes;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.moderation.submission.Requester;
import io.tenantdeletion.moderation.submission.Requester.Origin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Who sent the current request, as the pipeline wants to know it. */
@RequestScoped
public class Requests {

    private static final String SCHEMA = "moderation";
    private static final int LONGEST_REASON = 2000;
    private static final int LONGEST_AGENT = 500;

    private final Caller caller;
    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;
    private final ServedServices services;
    private final Clock clock = Clock.systemUTC();

    Requests(Caller caller, SecurityIdentity identity, CurrentVertxRequest request, ServedServices services) {
        this.caller = caller;
        this.identity = identity;
        this.request = request;
        this.services = services;
    }

    /** Whether the caller moderates. */
    boolean isModerator() {
        return identity.hasRole(Roles.MODERATOR);
    }

    /** Fails with a 403 problem for anybody but a moderator. */
    void requireModerator() {
        if (!isModerator()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only a moderator may do this.");
        }
    }

    /** Fails with a 404 problem where this process serves no context that is moderated. */
    void requireServed() {
        if (services.all().stream().noneMatch(service -> service.schemas().contains(SCHEMA))) {
            throw new ProblemException(ServedServices.UNKNOWN_SERVICE, "This process does not serve it.");
        }
    }

    /** The person's id. */
    UUID user() {
        return caller.userId()
                .filter(user -> !caller.isService())
                .map(UserId::value)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.FORBIDDEN, "Only a person submits or decides, not a service."));
    }

    /** The person with a request that is for now. */
    Requester requester(String source, String reason) {
        return requester(source, reason, null);
    }

    /** The person with a request. */
    Requester requester(String source, String reason, String effectiveAt) {
        requireServed();
        String agent = request.getCurrent().request().getHeader(HttpHeaders.USER_AGENT);
        return new Requester(
                user(),
                isModerator(),
                new Origin(
                        source,
                        caller.source(),
                        agent == null || agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT)),
                reason(reason),
                time(effectiveAt));
    }

    private static String reason(String reason) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "reason is text of at most " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }

    private Instant time(String effectiveAt) {
        if (effectiveAt == null) {
            return null;
        }
        Instant time = RequestTimes.time("effective_at", effectiveAt);
        if (!time.isAfter(clock.instant())) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "effective_at must be in the future.");
        }
        return time;
    }
}
