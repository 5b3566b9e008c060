package io.tenantdeletion.orchestrator.saga;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.SuspensionStore;
import io.tenantdeletion.orchestrator.participant.SuspensionClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps what must not change in step with jobs that wait: none begins before it is suspended, and none stays suspended
 * for a job that will not run. What cannot be told now is told later by {@link JobReconciler}.
 */
@ApplicationScoped
public class JobSuspension {

    private final List<DeletionProcess> processes;
    private final SuspensionStore store;
    private final JobStore jobs;

    JobSuspension(@All List<DeletionProcess> processes, SuspensionStore store, JobStore jobs) {
        this.processes = processes;
        this.store = store;
        this.jobs = jobs;
    }

    /** Suspends for the first time; where that is refused, fails with the refusal, and the job is cancelled. */
    Uni<Void> request(DeletionJob job) {
        return request(job, SuspensionClient::isRefusal);
    }

    private Uni<Void> request(DeletionJob job, Predicate<Throwable> ends) {
        return process(job)
                .suspend(job)
                .onFailure(ends)
                .call(refusal ->
                        store.refused(job, ((ProblemException) refusal).type().slug()));
    }

    /** Tells whoever has to know what is not known yet about the job. */
    Uni<Void> tell(DeletionJob job) {
        return switch (job.start().suspension()) {
            // Nobody hears of a refusal now: a job is not lost because of one that may be about ourselves.
            case WANTED -> request(job, SuspensionClient::isRefusalOfDeletion).chain(() -> store.suspended(job));
            case UNWANTED -> process(job).unsuspend(job).chain(() -> store.unsuspended(job));
            case NONE, SUSPENDED -> Uni.createFrom().voidItem();
        };
    }

    /** The same, by how the job is now. */
    public Uni<Void> tellLatest(DeletionJob job) {
        return jobs.find(job.id()).map(Optional::orElseThrow).chain(this::tell);
    }

    private DeletionProcess process(DeletionJob job) {
        return processes.stream().filter(one -> one.runs(job)).findFirst().orElseThrow();
    }
}
