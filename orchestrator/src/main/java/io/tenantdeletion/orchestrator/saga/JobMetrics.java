package io.tenantdeletion.orchestrator.saga;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The platform's metrics as the orchestrator sees them, there from the start. */
@Startup
@ApplicationScoped
class JobMetrics {

    /** The value of the tag {@code service} for a job as a whole. */
    static final String WHOLE_JOB = "orchestrator";

    private static final String SERVICE = "service";
    private static final String OTHER = "other";
    private static final Set<String> KINDS =
            Stream.of(FailureKind.values()).map(FailureKind::toString).collect(Collectors.toSet());
    private static final List<String> PHASES = Stream.concat(
                    Stream.of(Phases.PREPARE, Phases.PURGE, Phases.SERVICES, Phases.VERIFY, Phases.TENANT),
                    UserSteps.OWN.stream())
            .toList();
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3),
        Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    private final MeterRegistry meters;
    private final ParticipantRegistry participants;

    JobMetrics(MeterRegistry meters, ParticipantRegistry participants) {
        this.meters = meters;
        this.participants = participants;
    }

    @PostConstruct
    void registerAtZero() {
        Stream.concat(participants.names().stream(), UserSteps.OWN.stream()).forEach(service -> {
            duration(service);
            items(service);
            errors(service);
        });
        participants.names().forEach(service -> {
            check(Phases.PREPARE, service);
            check(Phases.VERIFY, service);
            residual(service);
            othersTouched(service);
        });
        PHASES.forEach(this::phase);
        KINDS.forEach(this::failures);
        failures(OTHER);
        for (JobStatus outcome : JobStatus.values()) {
            attempts(outcome);
        }
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

    /** @param error as a step has it: its kind, a colon and whatever is known about it */
    void failedBecause(String error) {
        String kind = error.split(":", 2)[0];
        failures(KINDS.contains(kind) ? kind : OTHER).increment();
    }

    /** @param rows of the subject that were left after a purge */
    void left(String service, long rows) {
        residual(service).increment(rows);
    }

    /** @param rows of others that a purge has changed */
    void touchedOthers(String service, long rows) {
        othersTouched(service).increment(rows);
    }

    void phaseTook(String phase, Duration duration) {
        phase(phase).record(duration);
    }

    void attempted(JobStatus outcome) {
        attempts(outcome).increment();
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

    private Timer phase(String phase) {
        return Timer.builder("tenant.deletion.phase.duration")
                .description("Time of one run of a phase, all its services together")
                .tag("phase", phase)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private Counter failures(String kind) {
        return Counter.builder("tenant.deletion.failures")
                .description("Failed runs of a step, by why")
                .tag("kind", kind)
                .register(meters);
    }

    private Counter attempts(JobStatus outcome) {
        return Counter.builder("tenant.deletion.attempts")
                .description("Attempts of jobs, by the status they left the job in")
                .tag("outcome", outcome.toString())
                .register(meters);
    }

    private Counter residual(String service) {
        return Counter.builder("tenant.deletion.residual.rows")
                .description("Rows of the subject that were left after a purge, by service")
                .tag(SERVICE, service)
                .register(meters);
    }

    private Counter othersTouched(String service) {
        return Counter.builder("tenant.deletion.touched.other.rows")
                .description("Rows of others that a purge has changed, by service")
                .tag(SERVICE, service)
                .register(meters);
    }
}
