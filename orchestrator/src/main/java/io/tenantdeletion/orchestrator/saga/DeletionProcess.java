package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobKind;
import io.tenantdeletion.orchestrator.job.Obstacle;
import java.util.List;
import java.util.Optional;

/** What a job of one kind consists of. {@link PhaseRunner} runs it. */
public interface DeletionProcess {

    /** Which jobs it is for. */
    JobKind kind();

    /** The phases, in order, with whoever takes part now. */
    List<Phase> phases();

    /**
     * Keeps what the job will delete from being changed, while it waits and runs. Can be repeated.
     *
     * @return fails with the problem of whoever refuses, with a 503 problem where that cannot be asked now
     */
    Uni<Void> suspend(DeletionJob job);

    /** Undoes that, for a job that will not run. Can be repeated; fails with a 503 problem where nobody can be told. */
    Uni<Void> unsuspend(DeletionJob job);

    /**
     * Asked at the beginning of every attempt, before anything is deleted.
     *
     * @return what keeps the job from going on, or nothing
     */
    Uni<Optional<Obstacle>> check(JobRun run);
}
