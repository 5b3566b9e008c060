package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.saga.JobRun;

/** A step of a user's job that is not a service's deleting call. Doing it again does no harm. */
interface UserDeletionStep {

    /** One of {@link io.tenantdeletion.orchestrator.job.UserSteps}; the phase is called the same. */
    String name();

    /**
     * Does it.
     *
     * @return how it ended, {@code in_progress} where the run is to stop; fails only when something could not be
     *     written down
     */
    Uni<StepResult> run(JobRun run);
}
