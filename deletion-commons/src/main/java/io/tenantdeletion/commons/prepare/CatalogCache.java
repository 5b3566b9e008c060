package io.tenantdeletion.commons.prepare;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.ServedServices;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** The catalog of all served services, read once for all who ask for it at the same time. */
@ApplicationScoped
public class CatalogCache {

    /** A deletion asks every service of the process at once; a change of that moment could as well come right after. */
    private static final Duration SAME_MOMENT = Duration.ofMillis(200);

    private final Pool pool;
    private final Set<String> schemas;
    private final Duration sameMoment;
    private final Clock clock = Clock.systemUTC();
    private final AtomicReference<Reading> latest = new AtomicReference<>();
    private volatile CatalogReader.Reading known;

    CatalogCache(@ReactiveDataSource("purge") Pool pool, ServedServices services, DeletionConfig config) {
        this.pool = pool;
        this.sameMoment = config.planMaxAge().compareTo(SAME_MOMENT) < 0 ? config.planMaxAge() : SAME_MOMENT;
        this.schemas = services.all().stream()
                .flatMap(service -> service.schemas().stream())
                .collect(Collectors.toSet());
    }

    /** The catalog as it is now. */
    public Uni<Catalog> now() {
        return noOlderThan(sameMoment);
    }

    /** The catalog as it was at most this long ago. */
    Uni<Catalog> noOlderThan(Duration age) {
        Reading last = latest.get();
        if (last != null && last.begun().isAfter(clock.instant().minus(age))) {
            return CallerContext.goOn(last.catalog());
        }
        Reading reading = new Reading(clock.instant(), read());
        return latest.compareAndSet(last, reading) ? CallerContext.goOn(reading.catalog()) : noOlderThan(age);
    }

    private Uni<Catalog> read() {
        return CatalogReader.read(pool, schemas, known)
                .invoke(read -> known = read)
                .map(CatalogReader.Reading::catalog)
                .onFailure()
                .invoke(() -> latest.set(null))
                .memoize()
                .indefinitely();
    }

    private record Reading(Instant begun, Uni<Catalog> catalog) {}
}
