package io.tenantdeletion.commons.restorelog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.observe.RestoreEvents;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** The end of restore logs, told or by themselves, and how large and how old they are. */
@ApplicationScoped
public class RestoreLogs {

    private static final Logger LOG = Logger.getLogger(RestoreLogs.class);

    private static final String FORGET = """
            with over as (
              update tenant_deletion.restore_window set status = 'forgotten'
              where service = $1 and subject_kind = $2 and subject_id = $3 and job_id = $4 and status = 'open'
              returning id)
            delete from tenant_deletion.restore_log where window_id in (select id from over)""";

    // Whoever holds a window, a purge or a restore, sees to it itself, or it goes the next time.
    private static final String EXPIRE = """
            with over as (
              select id, subject_kind, service from tenant_deletion.restore_window
              where status = 'open' and expires_at <= now() for update skip locked),
            expired as (
              update tenant_deletion.restore_window set status = 'expired' where id in (select id from over)),
            gone as (
              delete from tenant_deletion.restore_log where window_id in (select id from over))
            select subject_kind, service, count(*) from over group by 1, 2""";

    private static final String SIZES = """
            select w.service, min(w.opened_at), min(w.expires_at),
                   coalesce(sum(octet_length(l.ids)), 0) + coalesce(sum(octet_length(l.data)), 0)
            from tenant_deletion.restore_window w left join tenant_deletion.restore_log l on l.window_id = w.id
            where w.status = 'open' group by 1""";

    private final Pool pool;
    private final RestoreEvents events;
    private final ServedServices services;
    private final MeterRegistry metrics;
    private final long everyMillis;
    private final Clock clock = Clock.systemUTC();
    private volatile Map<String, Size> sizes = Map.of();
    private long housekeeping;

    RestoreLogs(
            @ReactiveDataSource("purge") Pool pool,
            RestoreEvents events,
            ServedServices services,
            MeterRegistry metrics,
            DeletionConfig config) {
        this.pool = pool;
        this.events = events;
        this.services = services;
        this.metrics = metrics;
        this.everyMillis = config.restore().expireEvery().toMillis();
    }

    void atStart(@Observes StartupEvent start, Vertx vertx) {
        services.all().stream().forEach(service -> gauges(service.serviceName(), service.pathName()));
        housekeeping =
                vertx.setPeriodic(everyMillis, timer -> keepHouse().subscribe().with(done -> {}, LOG::debug));
    }

    void atStop(@Observes ShutdownEvent stop, Vertx vertx) {
        vertx.cancelTimer(housekeeping);
    }

    /** Destroys a job's log; does nothing where there is none, or the rows are back already. */
    public Uni<Void> forget(TenantDataDeletionService service, Subject subject, JobId job) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(service.serviceName(), subject.kind().noun(), subject.id(), job.value()))
                .invoke(() -> events.forgotten(subject.noun(), service.serviceName()))
                .replaceWithVoid();
    }

    /** Destroys logs whose time is over, and measures those that there are. */
    Uni<Void> keepHouse() {
        return pool.query(EXPIRE)
                .execute()
                .invoke(rows -> rows.forEach(row -> events.expired(row.getString(0), row.getString(1), row.getLong(2))))
                .chain(() -> pool.query(SIZES).execute())
                .invoke(this::measured)
                .replaceWithVoid();
    }

    private void measured(RowSet<Row> rows) {
        Map<String, Size> measured = new HashMap<>();
        rows.forEach(row -> measured.put(
                row.getString(0), new Size(row.getOffsetDateTime(1), row.getOffsetDateTime(2), row.getLong(3))));
        sizes = measured;
    }

    private void gauges(String service, String label) {
        Gauge.builder("tenant.deletion.restore.log.size", () -> size(service).bytes())
                .description("Bytes of what was deleted and can be put back")
                .baseUnit("bytes")
                .tag("service", label)
                .register(metrics);
        Gauge.builder(
                        "tenant.deletion.restore.log.age",
                        () -> clock.instant().getEpochSecond()
                                - size(service).oldest().toEpochSecond())
                .description("Age of the oldest restore log; 0 where there is none")
                .baseUnit("seconds")
                .tag("service", label)
                .register(metrics);
        Gauge.builder(
                        "tenant.deletion.restore.log.overdue",
                        () -> Math.max(
                                0,
                                clock.instant().getEpochSecond()
                                        - size(service).end().toEpochSecond()))
                .description("Since when the first restore log should have been destroyed; 0 where there is none")
                .baseUnit("seconds")
                .tag("service", label)
                .register(metrics);
    }

    private Size size(String service) {
        Size known = sizes.get(service);
        return known == null ? new Size(OffsetDateTime.now(clock), OffsetDateTime.MAX, 0) : known;
    }

    private record Size(OffsetDateTime oldest, OffsetDateTime end, long bytes) {}
}
