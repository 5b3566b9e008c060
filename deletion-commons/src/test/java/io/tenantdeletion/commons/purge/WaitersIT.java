package io.tenantdeletion.commons.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.purge.TestPurges.Call;
import io.tenantdeletion.commons.purge.TestPurges.PurgeMode;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who waits for a row that a purge in parts has removed does not wait for all its parts. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class WaitersIT {

    private static final int ROWS = 25;
    private static final int PART = 7;
    private static final PurgeMode TIME_ENOUGH = new PurgeMode(PART, Duration.ofMinutes(1), true);
    private static final String UPDATE = "update till.sales set price = 0";
    private static final String WAITING =
            "select pid from pg_stat_activity where wait_event_type = 'Lock' and query = '" + UPDATE + "'";
    private static final String YIELDED = "till.tenant_deletion.yielded";

    @Inject
    TestPurges purges;

    @Inject
    @ReactiveDataSource("purge")
    Pool pool;

    private final UUID tenant = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.add(line instanceof ExtLogRecord formatted ? formatted.getFormattedMessage() : line.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void fill() {
        TestDatabase.execute("create schema till; grant usage on schema till to purge;"
                + " create table till.sales (id int primary key, tenant_id uuid not null, price int);"
                + " create index on till.sales (tenant_id);"
                + " insert into till.sales select i, '" + tenant + "', i from generate_series(1, " + ROWS + ") i");
        Logger.getLogger("tenant_deletion").addHandler(recorder);
    }

    @AfterEach
    void drop() {
        Logger.getLogger("tenant_deletion").removeHandler(recorder);
        TestDatabase.execute("drop schema till cascade");
    }

    @Test
    void goOnBetweenTwoParts() throws Exception {
        CompletableFuture<Integer> updated = new CompletableFuture<>();
        UnaryOperator<String> waiterBeforeFirstLook = statement -> {
            if (statement.contains("pg_blocking_pids")
                    && TestDatabase.query(WAITING).isEmpty()) {
                updated.completeAsync(WaitersIT::update);
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> !TestDatabase.query(WAITING).isEmpty());
            }
            return statement;
        };

        Call first = purge(waiterBeforeFirstLook);

        assertThat(first.isComplete()).isFalse();
        assertThat(first.jobCounts()).isEqualTo(Map.of("sales", (long) PART));
        assertThat(updated.get(30, TimeUnit.SECONDS)).isEqualTo(ROWS - PART);
        assertThat(log).containsOnlyOnce(YIELDED);

        // Nobody waits any more.
        Call second = purge(UnaryOperator.identity());

        assertThat(second.isComplete()).isTrue();
        assertThat(second.jobCounts()).isEqualTo(Map.of("sales", (long) ROWS));
        assertThat(log).containsOnlyOnce(YIELDED);
        assertThat(TestDatabase.isEmpty("till")).isTrue();
    }

    /** As everybody whose statement finds rows that a purge has removed and not committed. */
    private static int update() {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(UPDATE);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Call purge(UnaryOperator<String> rewriting) {
        SqlStatements sql =
                new SqlStatements(TestPurges.draft(pool, "till", Map.of("sales", new Ownership.Owned("", "")))
                        .requireValid());
        return purges.purge(sql, () -> "till", tenant, TIME_ENOUGH, job, rewriting);
    }
}
