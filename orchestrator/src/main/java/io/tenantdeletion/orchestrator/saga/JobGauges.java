package io.tenantdeletion.orchestrator.saga;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.JobStatistics;
import io.tenantdeletion.orchestrator.job.JobStatistics.Group;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.StatementTimeout;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * How all jobs are, read from the store every now and then and there from the start. Every replica tells the same: take
 * the maximum, never the sum.
 */
@Startup
@ApplicationScoped
class JobGauges {

    private static final Logger LOG = Logger.getLogger(JobGauges.class);
    private static final String STATUS = "status";
    private static final List<JobStatus> OPEN = List.of(JobStatus.PENDING, JobStatus.IN_PROGRESS, JobStatus.FAILED);
    private static final List<WaitingFor> OBSTACLES = List.of(
            WaitingFor.LEGAL_HOLD,
            WaitingFor.APPROVAL,
            WaitingFor.RETENTION,
            WaitingFor.UNAVAILABLE,
            WaitingFor.REFUSED,
            WaitingFor.DRIFTED);

    private final MeterRegistry meters;
    private final JobStatistics statistics;
    private final StatementTimeout timeout;

    private volatile Map<JobStatus, Long> counts = Map.of();
    private volatile List<Group> open = List.of();

    JobGauges(MeterRegistry meters, JobStatistics statistics, StatementTimeout timeout) {
        this.meters = meters;
        this.statistics = statistics;
        this.timeout = timeout;
    }

    @PostConstruct
    void registerAtZero() {
        for (JobStatus status : JobStatus.values()) {
            Gauge.builder("tenant.deletion.jobs.status", () -> counts.getOrDefault(status, 0L))
                    .description("Jobs in the store, by status")
                    .tag(STATUS, status.toString())
                    .register(meters);
        }
        for (JobStatus status : OPEN) {
            Gauge.builder(
                            "tenant.deletion.jobs.oldest.age",
                            () -> max(group -> group.status() == status && !group.mayTakeDays(), Group::age))
                    .description("Since when the oldest job is pending, in progress or failed")
                    .baseUnit("seconds")
                    .tag(STATUS, status.toString())
                    .register(meters);
            OBSTACLES.forEach(obstacle -> waiting(status, obstacle.toString(), obstacle));
        }
        // Such as one that a platform admin has aborted.
        waiting(JobStatus.FAILED, "other", null);
        Gauge.builder("tenant.deletion.jobs.overdue", () -> max(group -> true, Group::overdue))
                .description("Since when the first job that has not begun should have")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("tenant.deletion.jobs.fences.unwanted", () -> sum(group -> true, Group::fences))
                .description("Jobs that came to nothing and whose fences are still to be lifted")
                .register(meters);
    }

    private void waiting(JobStatus status, String name, WaitingFor obstacle) {
        Gauge.builder(
                        "tenant.deletion.jobs.waiting",
                        () -> sum(
                                group -> group.status() == status && Objects.equals(group.waitingFor(), obstacle),
                                Group::jobs))
                .description("Jobs that do nothing now, by status and what they wait for")
                .tag(STATUS, status.toString())
                .tag("waiting_for", name)
                .register(meters);
    }

    @Scheduled(every = "${deletion.jobs.count-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return timeout.bound(statistics.countByStatus())
                .invoke(counted -> counts = counted)
                .chain(() -> timeout.bound(statistics.open()))
                .invoke(groups -> open = groups)
                .onFailure()
                .invoke(failure -> LOG.warnf("Jobs could not be counted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private double max(Predicate<Group> which, ToDoubleFunction<Group> value) {
        return open.stream().filter(which).mapToDouble(value).max().orElse(0);
    }

    private double sum(Predicate<Group> which, ToDoubleFunction<Group> value) {
        return open.stream().filter(which).mapToDouble(value).sum();
    }
}
