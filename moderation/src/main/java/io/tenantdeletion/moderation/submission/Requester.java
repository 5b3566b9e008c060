package io.tenantdeletion.moderation.submission;

import java.time.Instant;
import java.util.UUID;

/**
 * Whoever wants something changed, and how it reached us.
 *
 * @param user the person; null for the application itself
 * @param moderator whether what they want is applied at once
 * @param origin where the request came from
 * @param reason why, in their words; may be null
 * @param effectiveAt when it is to be applied, where that is later
 */
public record Requester(UUID user, boolean moderator, Origin origin, String reason, Instant effectiveAt) {

    /**
     * How a request came in.
     *
     * @param source {@code api}, {@code bulk} or the service that calls
     * @param address network address
     * @param agent what calls itself by this name
     */
    public record Origin(String source, String address, String agent) {}

    /** The same person with a request of its own. */
    public Requester because(String why, Instant at) {
        return new Requester(user, moderator, origin, why, at);
    }
}
