package io.tenantdeletion.moderation.pipeline;

import io.tenantdeletion.moderation.submission.Draft;
import java.time.Instant;
import java.util.UUID;

/**
 * What became of a request.
 *
 * @param submission what was written down
 * @param draft the change itself
 * @param status where it stands
 * @param effectiveAt when it is applied, where it is approved and that is later
 */
public record Outcome(UUID submission, Draft draft, Status status, Instant effectiveAt) {

    /** Where a request stands. */
    public enum Status {
        PENDING,
        SCHEDULED,
        APPLIED
    }
}
