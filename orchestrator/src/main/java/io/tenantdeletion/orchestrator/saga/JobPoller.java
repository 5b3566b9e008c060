package io.tenantdeletion.orchestrator.saga;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.job.JobLeases;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps the leases of this process, and takes over jobs that nobody runs: left pending, released, or left by a crash.
 */
@ApplicationScoped
class JobPoller {

    private static final Logger LOG = Logger.getLogger(JobPoller.class);

    private final JobLeases leases;
    private final JobRunner runner;
    private final int most;

    JobPoller(JobLeases leases, JobRunner runner, JobsConfig config) {
        this.leases = leases;
        this.runner = runner;
        this.most = config.maxRunning();
        runner.whenFree(kind -> pickUp(kind).subscribe().with(nothing -> {}));
    }

    @Scheduled(every = "${deletion.jobs.pickup-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> pickUp() {
        return Uni.join()
                .all(Arrays.stream(SubjectKind.values()).map(this::pickUp).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    /** Claims as many jobs as there is room for, in one go; when a slot gets free while more may wait, it goes on. */
    private Uni<Void> pickUp(SubjectKind kind) {
        return Uni.createFrom().deferred(() -> {
            int slots = runner.takeSlots(kind, most);
            if (slots == 0) {
                return Uni.createFrom().voidItem();
            }
            return leases.claim(kind, slots)
                    .onFailure()
                    .invoke(failure -> LOG.warnf("Open jobs could not be looked for: %s", failure.getMessage()))
                    .onFailure()
                    .recoverWithItem(List.of())
                    .invoke(claimed -> {
                        claimed.forEach(runner::start);
                        if (claimed.size() == slots) {
                            runner.wantSlot(kind);
                        }
                        runner.giveBack(kind, slots - claimed.size());
                    })
                    .replaceWithVoid();
        });
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
