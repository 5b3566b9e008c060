package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.RunWriter;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.Subject;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** One attempt at a job. Used on its own context only. */
public final class JobRun {

    private final DeletionJob job;
    private final Lease lease;
    private final Executor context;
    private final RunWriter writer;
    private final BooleanSupplier stopped;
    private boolean reached;
    private boolean progressed;

    JobRun(DeletionJob job, Lease lease, Executor context, RunWriter writer, BooleanSupplier stopped) {
        this.job = job;
        this.lease = lease;
        this.context = context;
        this.writer = writer;
        this.stopped = stopped;
    }

    /** The job as it was when the attempt began. */
    public DeletionJob job() {
        return job;
    }

    /** Whose data it deletes. */
    public Subject subject() {
        return job.subject();
    }

    /** What entitles this process to run it. */
    Lease lease() {
        return lease;
    }

    /** Whether its tenant has been suspended for it a moment ago. */
    boolean isSuspended() {
        return lease.suspended();
    }

    /** The user that is deleted, or null. */
    public UserId user() {
        return job.user();
    }

    /** Where everything goes on after a call. */
    public Executor context() {
        return context;
    }

    /** Writes down what happens. */
    public RunWriter writer() {
        return writer;
    }

    /** Whether the stop switch was set, or a legal hold, when this replica last looked. */
    public boolean isStopped() {
        return stopped.getAsBoolean();
    }

    /** Takes note of what a call has done. */
    public void note(StepResult answer) {
        reached |= answer.effect() != StepResult.Effect.NONE;
        progressed |= answer.rows() > 0;
    }

    /** Whether rows may be gone, by this attempt or an earlier one. */
    boolean hasBegunPurge() {
        return reached || job.hasBegunPurge();
    }

    /** Whether this attempt has removed a row. */
    boolean hasProgressed() {
        return progressed;
    }
}
