package io.tenantdeletion.commons.contract;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.time.Instant;
import java.util.Optional;

/**
 * On what terms a purge keeps what it removes.
 *
 * @param job that can be undone
 * @param key seals it
 * @param until when it can be put back
 */
public record RestoreWindow(JobId job, RestoreKey key, Instant until) {

    /**
     * The terms of a call; empty where what it removes is gone for good.
     *
     * @param job header {@link DeletionHeaders#JOB_ID}, or null
     * @param key header {@link DeletionHeaders#RESTORE_KEY}, or null
     * @param until header {@link DeletionHeaders#RESTORE_UNTIL}, or null
     * @throws ProblemException 400 where one of them is missing or malformed
     */
    public static Optional<RestoreWindow> of(JobId job, RestoreKey key, String until) {
        if (key == null && until == null) {
            return Optional.empty();
        }
        if (job == null || key == null || until == null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "What is to be put back later needs all of " + DeletionHeaders.JOB_ID + ", "
                            + DeletionHeaders.RESTORE_KEY + " and " + DeletionHeaders.RESTORE_UNTIL + ".");
        }
        return Optional.of(new RestoreWindow(job, key, RequestTimes.time(DeletionHeaders.RESTORE_UNTIL, until)));
    }
}
