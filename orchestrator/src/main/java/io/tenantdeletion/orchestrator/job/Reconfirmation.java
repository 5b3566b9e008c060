package io.tenantdeletion.orchestrator.job;

import java.util.UUID;

/**
 * What somebody saw and confirmed when going on with a job.
 *
 * @param token the preview token's id, or null
 * @param seen what it showed, or null
 */
public record Reconfirmation(UUID token, Expectation seen) {

    /** Nothing. */
    public static final Reconfirmation NONE = new Reconfirmation(null, null);
}
