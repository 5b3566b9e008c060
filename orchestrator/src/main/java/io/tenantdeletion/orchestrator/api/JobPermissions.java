package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.commons.contract.UserId;

/**
 * What a caller is to a job, whatever the job comes to.
 *
 * @param user the user who calls, or null
 * @param platformAdmin whether it is a platform admin
 * @param retries whether it may have the job tried again
 * @param cancels whether it may take the job back
 */
record JobPermissions(UserId user, boolean platformAdmin, boolean retries, boolean cancels) {

    JobPermissions with(boolean mayRetry, boolean mayCancel) {
        return new JobPermissions(user, platformAdmin, mayRetry, mayCancel);
    }
}
