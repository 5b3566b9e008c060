package io.tenantdeletion.orchestrator.saga;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.StatementTimeout;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The platform's metrics as the orchestrator sees them, there from the start. */
@Startup
@ApplicationScoped
class JobMetrics {

    /** The value of the tag {@code service} for a job as a whole. */
    static final String WHOLE_JOB = "orchestrator";

    private static final Logger LOG = Logger.getLogger(JobMetrics.class);
    private static final String SERVICE = "service";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3),
        Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    private final MeterRegistry meters;
    private final JobStore store;
    private final ParticipantRegistry participants;
    private final StatementTimeout timeout;
    private final Map<JobStatus, Long> jobs = new ConcurrentHashMap<>();

    JobMetrics(MeterRegistry meters, JobStore store, ParticipantRegistry participants, StatementTimeout timeout) {
        this.meters = meters;
        this.store = store;
        this.participants = participants;
        this.timeout = timeout;
    }

    @PostConstruct
    void registerAtZero() {
        for (JobStatus status : JobStatus.values()) {
            Gauge.builder("tenant.deletion.jobs.status", () -> jobs.getOrDefault(status, 0L))
                    .description("Jobs in the store, by status")
                    .tag("status", status.toString())
                    .register(meters);
        }
        Stream.concat(participants.names().stream(), UserSteps.OWN.stream()).forEach(service -> {
            duration(service);
            items(service);
            errors(service);
        });
        participants.names().forEach(service -> {
            check(Phases.PREPARE, service);
            check(Phases.VERIFY, service);
        });
        duration(WHOLE_JOB);
        errors(WHOLE_JOB);
    }

    void deleted(String service, long rows) {
        items(service).increment(rows);
    }

    void took(String service, Duration duration) {
        duration(service).record(duration);
    }

    void checked(String phase, String service, Duration duration) {
        check(phase, service).record(duration);
    }

    void failed(String service) {
        errors(service).increment();
    }

    @Scheduled(every = "${deletion.jobs.count-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> countJobs() {
        return timeout.bound(store.countByStatus())
                .invoke(jobs::putAll)
                .onFailure()
                .invoke(failure -> LOG.warnf("Jobs could not be counted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Timer duration(String service) {
        return Timer.builder("tenant.deletion.duration")
                .description("Time of one run of a job, by service; of the whole job with service=" + WHOLE_JOB)
                .tag(SERVICE, service)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private Timer check(String phase, String service) {
        return Timer.builder("tenant.deletion.check.duration")
                .description("Time of one run of a step that deletes nothing, by phase and service")
                .tag("phase", phase)
                .tag(SERVICE, service)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private Counter items(String service) {
        return Counter.builder("tenant.deletion.items.deleted")
                .description("Rows removed, by service")
                .tag(SERVICE, service)
                .register(meters);
    }

    private Counter errors(String service) {
        return Counter.builder("tenant.deletion.errors")
                .description("Failed runs of a step, by service; of a job with service=" + WHOLE_JOB)
                .tag(SERVICE, service)
                .register(meters);
    }
}
