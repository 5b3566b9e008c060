package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.StepResult;

/** What a step of a phase does. It must be possible to run it again, whatever became of it before. */
public interface PhaseStep {

    /**
     * Runs the step.
     *
     * @param run the attempt it is part of
     * @param phase the phase's name
     * @param service whose step
     * @return the last answer, not yet written down; {@code in_progress} where the stop switch ended it between two
     *     calls. Fails only where an earlier answer could not be written down.
     */
    Uni<StepResult> run(JobRun run, String phase, String service);
}
