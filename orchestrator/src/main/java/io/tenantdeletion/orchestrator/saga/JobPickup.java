package io.tenantdeletion.orchestrator.saga;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.JobLeases;
import io.tenantdeletion.orchestrator.job.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps the leases of this process, and takes over jobs that nobody runs: left pending, released, or left by a crash.
 */
@ApplicationScoped
class JobPickup {

    private static final Logger LOG = Logger.getLogger(JobPickup.class);

    private final JobLeases leases;
    private final JobRunner runner;

    JobPickup(JobLeases leases, JobRunner runner) {
        this.leases = leases;
        this.runner = runner;
    }

    @Scheduled(every = "${deletion.jobs.pickup-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> pickUp() {
        if (runner.room().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createBy()
                .repeating()
                .uni(() -> leases.claimAny(runner.room()).invoke(lease -> lease.ifPresent(runner::start)))
                .whilst(lease -> lease.isPresent() && !runner.room().isEmpty())
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf("Open jobs could not be looked for: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(Optional.<Lease>empty())
                .replaceWithVoid();
    }

    @Scheduled(every = "${deletion.jobs.renew-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> renew() {
        Set<UUID> running = runner.running();
        if (running.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return leases.renew(running)
                .invoke(held ->
                        runner.stopAllBut(running, held.stream().map(Lease::run).toList()))
                .onFailure()
                .invoke(failure -> LOG.warnf("Leases could not be renewed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
