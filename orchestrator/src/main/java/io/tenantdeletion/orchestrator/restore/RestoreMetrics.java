package io.tenantdeletion.orchestrator.restore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.RestoreConfig;
import io.tenantdeletion.orchestrator.job.RestoreStore;
import io.tenantdeletion.orchestrator.job.RestoreStore.Undone;
import io.tenantdeletion.orchestrator.restore.JobKeys.KeyCount;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** What can still be undone, there from the start. Every replica tells the same: take the maximum, never the sum. */
@Startup
@ApplicationScoped
class RestoreMetrics {

    private static final Logger LOG = Logger.getLogger(RestoreMetrics.class);

    private final MeterRegistry meters;
    private final JobKeys keys;
    private final RestoreStore store;
    private final RestoreConfig config;

    private volatile KeyCount counted = KeyCount.NONE;
    private volatile Undone undone = Undone.NONE;

    RestoreMetrics(MeterRegistry meters, JobKeys keys, RestoreStore store, RestoreConfig config) {
        this.meters = meters;
        this.keys = keys;
        this.store = store;
        this.config = config;
    }

    @PostConstruct
    void registerAtZero() {
        gauge("keys", "Keys of restore logs that are kept", null, KeyCount::keys);
        gauge("keys.previous", "Keys of restore logs that a previous master key has wrapped", null, KeyCount::previous);
        gauge("oldest.key.age", "Age of the oldest key of restore logs", "seconds", KeyCount::age);
        Gauge.builder("tenant.deletion.restore.failed", () -> undone.failed())
                .description("Deletions that could not be restored or rolled back and wait for a person")
                .register(meters);
        Gauge.builder("tenant.deletion.restore.log.overdue", () -> undone.overdue())
                .description("Since when the first key should have been destroyed; 0 where there is none")
                .baseUnit("seconds")
                .tag("service", "orchestrator")
                .register(meters);
    }

    private void gauge(String name, String description, String unit, ToDoubleFunction<KeyCount> value) {
        Gauge.builder("tenant.deletion.restore." + name, () -> value.applyAsDouble(counted))
                .description(description)
                .baseUnit(unit)
                .register(meters);
    }

    @Scheduled(every = "${deletion.jobs.count-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return store.count()
                .invoke(jobs -> undone = jobs)
                .chain(() -> config.enabled() ? keys.count() : Uni.createFrom().item(KeyCount.NONE))
                .invoke(all -> counted = all)
                .onFailure()
                .invoke(failure -> LOG.warnf("Restore keys could not be counted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
