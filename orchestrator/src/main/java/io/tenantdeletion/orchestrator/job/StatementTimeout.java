package io.tenantdeletion.orchestrator.job;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How long a statement of a run, or about leases, may take: a quarter of the lease. So a database that does not answer
 * silences nobody for good, and a lease survives a missed renewal. Whether a statement that was given up has changed
 * anything is not known; its run ends, and whoever holds the next lease goes on from what is written down.
 */
@Startup
@Singleton
public class StatementTimeout {

    private final Duration limit;

    StatementTimeout(JobsConfig config) {
        if (config.renewEvery().multipliedBy(2).compareTo(config.lease()) > 0) {
            throw new IllegalStateException("The configuration is wrong: deletion.jobs.lease must be at least twice"
                    + " deletion.jobs.renew-every, or replicas take each other's jobs over");
        }
        this.limit = config.lease().dividedBy(4);
    }

    /** The same, but fails with {@link StoreTimeoutException} where there is no answer in time. */
    public <T> Uni<T> bound(Uni<T> statement) {
        return statement.ifNoItem().after(limit).failWith(() -> new StoreTimeoutException(limit));
    }
}
