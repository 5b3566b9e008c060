package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;

/**
 * Where a job comes from.
 *
 * @param initiatedBy the user who asked for it, or null where a service did on its own
 * @param requestedAs in which role
 * @param reason why, in the requester's words, or null; of a part it is kept with the job that made it
 * @param parent the job that made this one, or null
 * @param takenBackWith that job, while this one cannot be taken back but with it; null otherwise
 */
public record Origin(UserId initiatedBy, RequestedAs requestedAs, String reason, JobId parent, JobId takenBackWith) {

    /** Where a new job comes from. */
    public Origin(UserId initiatedBy, RequestedAs requestedAs, String reason, JobId parent) {
        this(initiatedBy, requestedAs, reason, parent, null);
    }
}
