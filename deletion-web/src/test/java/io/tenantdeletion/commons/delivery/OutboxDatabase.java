package io.tenantdeletion.commons.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.embedded.PostgresServer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgPool;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** A PostgreSQL with an outbox as the orchestrator has it, and engines on it. */
final class OutboxDatabase implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Path MIGRATIONS = Path.of("../orchestrator/src/main/resources/db/migration");
    private static final String DATABASE = "outbox";

    /** One for all classes; it ends with the JVM. */
    private static final PostgresServer POSTGRES = PostgresServer.startNonDurable();

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final List<DeliveryEngine> engines = new ArrayList<>();

    OutboxDatabase() {
        POSTGRES.recreate(DATABASE);
        try {
            execute("create schema orchestrator; set search_path = orchestrator; "
                    + Files.readString(MIGRATIONS.resolve("V13__outbox.sql"))
                    + Files.readString(MIGRATIONS.resolve("V24__held_events.sql")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        pool = PgPool.pool(
                vertx,
                PgConnectOptions.fromUri(POSTGRES.jdbcUrl(DATABASE).replaceFirst("^jdbc:", ""))
                        .setUser(POSTGRES.user())
                        .setPassword(POSTGRES.password())
                        .setCachePreparedStatements(true),
                new PoolOptions().setMaxSize(10));
        // The first statement sets up how contexts travel, which two threads at once cannot.
        pool.query("select 1").execute().await().atMost(TIMEOUT);
    }

    DeliveryEngine engine(TestConfig config, MeterRegistry meters, Sink... sinks) {
        return engine(config, meters, () -> Uni.createFrom().item(List.of(sinks)));
    }

    DeliveryEngine engine(TestConfig config, MeterRegistry meters, Supplier<Uni<List<Sink>>> sinks) {
        DeliveryEngine engine = new DeliveryEngine(
                new DeliveryStore(pool, "orchestrator", config.hold()), sinks, config, new DeliveryMetrics(meters));
        engines.add(engine);
        engine.start(vertx.getDelegate());
        return engine;
    }

    /** Ends all engines, and forgets everything. */
    void clear() {
        engines.forEach(engine -> engine.stop().join());
        engines.clear();
        execute("truncate orchestrator.outbox, orchestrator.delivery, orchestrator.delivery_lane,"
                + " orchestrator.delivery_sink");
    }

    Pool pool() {
        return pool;
    }

    DeliveryStore store() {
        return new DeliveryStore(pool, "orchestrator", TestConfig.QUICK.hold());
    }

    EventOutbox outbox() {
        return new EventOutbox(TestConfig.QUICK);
    }

    Deliveries deliveries() {
        return new Deliveries(pool, TestConfig.QUICK);
    }

    void append(Event... events) {
        pool.withTransaction(connection -> outbox().append(connection, List.of(events)))
                .await()
                .atMost(TIMEOUT);
    }

    /** So many thousands of events, each about a subject of its own. */
    void fill(int thousands) {
        for (int thousand = 0; thousand < thousands; thousand++) {
            execute("insert into orchestrator.outbox (id, type, source, subject, time, data)"
                    + " select gen_random_uuid(), 'tenant.deleted', 'test', gen_random_uuid(), now(), '{\"n\": 1}'"
                    + " from generate_series(1, 1000)");
        }
    }

    static Event event(UUID subject, int number) {
        return new Event(
                UUID.randomUUID(), "tenant.deleted", "test", subject, Instant.now(), new JsonObject().put("n", number));
    }

    Connection connect() {
        try {
            return POSTGRES.connect(DATABASE);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** The first column of what is found, as text. */
    List<String> query(String sql) {
        List<String> values = new ArrayList<>();
        for (Row row : pool.query(sql).executeAndAwait()) {
            values.add(String.valueOf(row.getValue(0)));
        }
        return values;
    }

    int count(String condition) {
        return Integer.parseInt(
                query("select count(*) from orchestrator." + condition).get(0));
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }
}
