package io.tenantdeletion.commons.removal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.external.ExternalDataConfig;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.plan.ExternalColumn;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** What operators see of names outside the database: removed, refused, waiting. */
@ApplicationScoped
class ExternalDataEvents {

    private static final Logger LOG = Logger.getLogger(ExternalDataEvents.class);

    private static final String WAITING = """
            select d.service, n.store, count(*) as names
            from tenant_deletion.external_name n join tenant_deletion.external_data d on d.id = n.data_id
            where not n.refused group by 1, 2""";

    private final Pool pool;
    private final MeterRegistry metrics;
    private final long everyMillis;
    private volatile Map<String, Long> waiting = Map.of();
    private long counting;

    ExternalDataEvents(@ReactiveDataSource("purge") Pool pool, MeterRegistry metrics, ExternalDataConfig config) {
        this.pool = pool;
        this.metrics = metrics;
        this.everyMillis = config.countEvery().toMillis();
    }

    void atStart(@Observes StartupEvent start, ServedServices services, EntityModel entities, Vertx vertx) {
        services.all()
                .forEach(service -> entities.externalColumns(service.schemas()).stream()
                        .map(ExternalColumn::store)
                        .distinct()
                        .forEach(store -> announce(service, store)));
        counting = vertx.setPeriodic(everyMillis, timer -> count().subscribe().with(done -> {}, LOG::debug));
    }

    void atStop(@Observes ShutdownEvent stop, Vertx vertx) {
        vertx.cancelTimer(counting);
    }

    private void announce(TenantDataDeletionService service, String store) {
        names(service, store, "removed");
        names(service, store, "refused");
        String key = service.serviceName() + " " + store;
        Gauge.builder("tenant.deletion.external.names.waiting", () -> waiting.getOrDefault(key, 0L))
                .description("Names outside the database that wait to be removed, by service and store")
                .tag("service", service.pathName())
                .tag("store", store)
                .register(metrics);
    }

    /** A name was removed, or refused. */
    void ended(TenantDataDeletionService service, String store, boolean removed) {
        names(service, store, removed ? "removed" : "refused").increment();
    }

    void away(TenantDataDeletionService service, String store, Throwable failure) {
        LOG.warnf(failure, "%s.external_data.store_away store=%s", service.serviceName(), store);
    }

    private Uni<Void> count() {
        return pool.query(WAITING)
                .execute()
                .invoke(rows -> {
                    Map<String, Long> counted = new HashMap<>();
                    rows.forEach(row ->
                            counted.put(row.getString("service") + " " + row.getString("store"), row.getLong("names")));
                    waiting = counted;
                })
                .replaceWithVoid();
    }

    private Counter names(TenantDataDeletionService service, String store, String outcome) {
        return Counter.builder("tenant.deletion.external.names")
                .description("Names outside the database that were removed or refused, by service and store")
                .tag("service", service.pathName())
                .tag("store", store)
                .tag("outcome", outcome)
                .register(metrics);
    }
}
