package io.tenantdeletion.commons.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * The application's engine, from start to shutdown. A sink that is away is told by readiness, and makes nothing
 * unready: its events wait.
 */
@Readiness
@Singleton
class DeliveryService implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(DeliveryService.class);
    private static final long LAST_DELIVERY_SECONDS = 5;

    private final DeliveryConfig config;
    private final List<Sink> fixed;
    private final List<SinkSource> sources;
    private final DeliveryEngine engine;

    DeliveryService(
            DeliveryConfig config,
            Pool pool,
            MeterRegistry meters,
            @All List<Sink> fixed,
            @All List<SinkSource> sources) {
        this.config = config;
        this.fixed = fixed;
        this.sources = sources;
        this.engine = new DeliveryEngine(
                new DeliveryStore(pool, config.schema().orElse(""), config.hold()),
                this::sinks,
                config,
                new DeliveryMetrics(meters));
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        if (config.schema().isPresent()) {
            engine.start(vertx);
        }
    }

    void shutDown(@Observes ShutdownEvent event) {
        engine.stop()
                .orTimeout(LAST_DELIVERY_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    LOG.warn("The last deliveries did not end in time; they are made again");
                    return null;
                })
                .join();
    }

    private Uni<List<Sink>> sinks() {
        return Multi.createFrom()
                .iterable(sources)
                .onItem()
                .transformToUniAndConcatenate(SinkSource::sinks)
                .collect()
                .asList()
                .map(coming -> Stream.concat(fixed.stream(), coming.stream().flatMap(List::stream))
                        .toList());
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health =
                HealthCheckResponse.named("Event delivery").up();
        if (!engine.failing().isEmpty()) {
            health.withData("degraded", true).withData("sinks", String.join(", ", engine.failing()));
        }
        return health.build();
    }
}
