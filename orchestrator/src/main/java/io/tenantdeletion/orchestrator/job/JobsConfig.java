package io.tenantdeletion.orchestrator.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** How jobs are run by replicas. */
@ConfigMapping(prefix = "deletion.jobs")
public interface JobsConfig {

    /** How long a run may be silent before another replica takes its job over. */
    @WithDefault("30s")
    Duration lease();

    /** How often leases are renewed; well below {@link #lease}. */
    @WithDefault("5s")
    Duration renewEvery();

    /** How often a replica looks for jobs that nobody runs. */
    @WithDefault("1s")
    Duration pickupEvery();

    /** How long after a failed try the tenant service is told again that a tenant is suspended, or not any more. */
    @WithDefault("5s")
    Duration suspensionRetryEvery();

    /**
     * How long a job waits after an attempt at which somebody was unavailable; twice as long after each further one.
     */
    @WithDefault("1s")
    Duration retryDelay();

    /** The longest such pause. */
    @WithDefault("1h")
    Duration maxRetryDelay();

    /** How long somebody may be unavailable before the job fails and asks for a person. */
    @WithDefault("24h")
    Duration giveUpAfter();

    /** The shortest time from one call of a step to the next, for a service that says "not complete yet" at once. */
    @WithDefault("1s")
    Duration callPace();

    /** How many jobs of each kind one replica runs at once; further ones stay pending until somebody has room. */
    @WithDefault("20")
    @Min(1)
    int maxRunning();

    /** The longest time a caller may wait for a job with {@code Prefer: wait}; a longer wish is cut to this. */
    @WithDefault("10m")
    Duration maxWait();

    /** How often a caller's waiting looks at a job that another replica runs. */
    @WithDefault("250ms")
    Duration pollEvery();

    /** How often the number of jobs per status is counted for the metrics. */
    @WithDefault("10s")
    Duration countEvery();

    /** How long jobs are kept after they have ended well or were cancelled; for ever where it is not said. */
    Optional<Duration> keepFor();

    /** How often it is looked for jobs that are to be kept no longer. */
    @WithDefault("1h")
    Duration forgetEvery();

    /** {@link #lease} in seconds, as PostgreSQL takes it. */
    default double leaseSeconds() {
        return lease().toMillis() / 1000.0;
    }
}
