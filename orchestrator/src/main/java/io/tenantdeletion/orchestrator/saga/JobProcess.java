package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.JobKind;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.Lease;
import java.util.concurrent.Executor;

/** What a job of one kind does. */
public interface JobProcess {

    /** Which jobs it runs. */
    JobKind kind();

    /**
     * Runs a job to its end, or until the stop switch is set.
     *
     * @param context where everything goes on after a call
     * @return the status it left the job in, {@code in_progress} where it was stopped; fails when something could not
     *     be written down, above all because the lease was lost: the job is then for the next run to finish
     */
    Uni<JobStatus> run(Lease lease, Executor context);
}
