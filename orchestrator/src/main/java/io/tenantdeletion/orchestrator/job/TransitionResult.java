package io.tenantdeletion.orchestrator.job;

import java.util.UUID;

/**
 * What came of a transition that may begin a run.
 *
 * @param done whether the job was in the state the transition starts from
 * @param run the run that holds the lease now, or null where nobody runs the job yet
 */
public record TransitionResult(boolean done, UUID run) {

    /** Nothing was changed. */
    public static final TransitionResult NO = new TransitionResult(false, null);
}
