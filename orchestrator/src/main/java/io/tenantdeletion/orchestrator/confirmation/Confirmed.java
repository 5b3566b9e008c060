package io.tenantdeletion.orchestrator.confirmation;

import io.tenantdeletion.orchestrator.job.Expectation;
import java.util.UUID;

/**
 * What a requester has confirmed.
 *
 * @param token id of the preview token, or null where none was needed
 * @param seen what the requester saw, or null
 */
public record Confirmed(UUID token, Expectation seen) {

    /** Nothing had to be confirmed. */
    public static final Confirmed NOTHING = new Confirmed(null, null);
}
