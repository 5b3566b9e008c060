package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Waits for a job: without asking again while this process runs it, by looking at the store while another replica does.
 */
@ApplicationScoped
public class JobWaiter {

    private final JobStore store;
    private final JobRunner runner;
    private final JobsConfig config;
    private final Clock clock;

    JobWaiter(JobStore store, JobRunner runner, JobsConfig config, Clock clock) {
        this.store = store;
        this.runner = runner;
        this.config = config;
        this.clock = clock;
    }

    /** The job when it is no longer open, or as it is after {@code limit}. */
    public Uni<DeletionJob> await(JobId job, Duration limit) {
        return await(job, waiting -> false)
                .ifNoItem()
                .after(limit)
                .recoverWithItem(() -> null)
                .chain(ended -> ended == null ? find(job) : Uni.createFrom().item(ended));
    }

    /** The job when it is no longer open, or as it is when {@code enough} says so. */
    public Uni<DeletionJob> await(JobId job, Predicate<DeletionJob> enough) {
        return Uni.createFrom()
                .deferred(() -> runner.ended(job)
                        .orElseGet(() -> Uni.createFrom().voidItem())
                        .chain(() -> untilEnded(job, enough)));
    }

    /** What a job waits for that may take days; empty where it does something, or soon will. */
    public Optional<WaitingFor> daysFor(DeletionJob job) {
        return WaitingFor.of(job, clock.instant(), false).filter(WaitingFor::mayTakeDays);
    }

    /** As in {@link DeletionJob#mayBegin}, now. */
    public boolean mayBegin(DeletionJob job) {
        return job.mayBegin(clock.instant());
    }

    private Uni<DeletionJob> untilEnded(JobId job, Predicate<DeletionJob> enough) {
        return Uni.createFrom()
                .deferred(() -> find(job))
                .repeat()
                .withDelay(config.pollEvery())
                .whilst(found -> found.status().isOpen() && !enough.test(found))
                .collect()
                .last();
    }

    private Uni<DeletionJob> find(JobId job) {
        return store.find(job).map(Optional::orElseThrow);
    }
}
