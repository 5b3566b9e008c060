package io.tenantdeletion.orchestrator.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

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

    /** How long after a failed try the tenant service is told again that a tenant is held, or not any more. */
    @WithDefault("5s")
    Duration holdRetryEvery();

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

    /** {@link #lease} in seconds, as PostgreSQL takes it. */
    default double leaseSeconds() {
        return lease().toMillis() / 1000.0;
    }
}
