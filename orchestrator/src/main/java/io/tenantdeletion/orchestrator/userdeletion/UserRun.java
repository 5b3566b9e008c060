package io.tenantdeletion.orchestrator.userdeletion;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Lease;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * One run of a user's job.
 *
 * @param job the job as it was when the run began
 * @param lease the right to run it
 * @param context where everything goes on after a call
 * @param stopped whether the run is to stop as soon as nothing is under way
 */
record UserRun(DeletionJob job, Lease lease, Executor context, BooleanSupplier stopped) {

    UserId user() {
        return job.user();
    }
}
