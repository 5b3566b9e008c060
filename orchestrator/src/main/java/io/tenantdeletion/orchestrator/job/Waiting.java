package io.tenantdeletion.orchestrator.job;

import java.time.Instant;

/**
 * What the last attempt of a job came up against.
 *
 * @param obstacle what, or null where it came up against nothing
 * @param since when it first did, or null
 * @param nextAttemptAt when it is tried again by itself, or null
 * @param pauses how many pauses there were in a row without getting any further
 * @param heldSince since when a legal hold keeps it from deleting, or null
 */
public record Waiting(Obstacle obstacle, Instant since, Instant nextAttemptAt, int pauses, Instant heldSince) {

    /** Nothing. */
    public static final Waiting NONE = new Waiting(null, null, null, 0, null);
}
