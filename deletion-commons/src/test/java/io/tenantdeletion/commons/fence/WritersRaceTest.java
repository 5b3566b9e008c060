package io.tenantdeletion.commons.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** Writers of every kind that never stop: from the moment that the fence's snapshot has ended no row comes in. */
class WritersRaceTest {

    private static final int WRITERS = 6;
    private static final List<String> WRITES = List.of(
            "insert into \"Customers\" values ($id, '$tenant')",
            "insert into \"Order\" values ('eu', $id, 0)",
            "insert into events values ($id, '2024-01-01', '$tenant')",
            "insert into events_2025 values ($id, '2025-01-01', '$tenant')",
            "update events set tenant_id = '$tenant', at = '2025-05-05' where id = (select min(id) from events where"
                    + " tenant_id <> '$tenant' and at = '2024-02-02')");

    private static FencedDatabase database;

    private final UUID tenant = UUID.randomUUID();
    private final AtomicInteger ids = new AtomicInteger(1);
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @BeforeAll
    static void start() throws SQLException {
        database = new FencedDatabase();
    }

    @RepeatedTest(10)
    void noRowComesInOnceThoseWhoWereBeforeHaveEnded() throws Exception {
        database.migrate(
                "truncate \"Shop\".\"Customers\", \"Shop\".events cascade;"
                        + " insert into \"Shop\".\"Customers\" values (0, '" + tenant + "');"
                        + " insert into \"Shop\".events select i, '2024-02-02', gen_random_uuid() from generate_series(1000001, 1005000) i");
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int seed = i;
            writers.add(pool.submit(() -> write(new Random(seed))));
        }
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> ids.get() > 200);
            fence();
            await().atMost(Duration.ofSeconds(30)).until(() -> !database.inProgress(tenant));
            String rows = rows();
            int before = refused.get();
            await().atMost(Duration.ofSeconds(30)).until(() -> refused.get() > before + 100);
            assertThat(rows()).isEqualTo(rows);
        } finally {
            stopped.set(true);
            pool.shutdown();
            assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
    }

    private void fence() throws SQLException {
        try (Connection purge = database.as("purge")) {
            FencedDatabase.execute(purge, "set lock_timeout = '5s'");
            FencedDatabase.fence(purge, "tenant", tenant);
        }
        database.keepSnapshot(tenant);
    }

    private static String rows() throws SQLException {
        return database.query("select concat_ws(' ', (select count(*) from \"Shop\".\"Customers\"),"
                        + " (select count(*) from \"Shop\".\"Order\"), (select count(*) from \"Shop\".events e where exists"
                        + " (select from tenant_deletion.fence f where f.subject_id = e.tenant_id)))")
                .get(0);
    }

    /** Short and longer transactions at every level of isolation. */
    private Void write(Random random) throws SQLException {
        try (Connection application = database.as("application")) {
            FencedDatabase.execute(application, "set search_path = \"Shop\"");
            application.setAutoCommit(false);
            while (!stopped.get()) {
                try {
                    FencedDatabase.execute(
                            application,
                            "set transaction isolation level "
                                    + (random.nextInt(3) == 0 ? "repeatable read" : "read committed"));
                    FencedDatabase.execute(application, "select count(*) from cities");
                    for (int i = random.nextInt(4); i >= 0; i--) {
                        FencedDatabase.execute(application, statement(random));
                    }
                    application.commit();
                } catch (SQLException failure) {
                    application.rollback();
                    count(failure);
                }
            }
        }
        return null;
    }

    private void count(SQLException failure) throws SQLException {
        switch (failure.getSQLState()) {
            case "23514" -> refused.incrementAndGet();
            case "40001", "40P01" -> {
                // Whoever has an old snapshot begins again.
            }
            default -> throw failure;
        }
    }

    private String statement(Random random) {
        return WRITES.get(random.nextInt(WRITES.size()))
                .replace("$id", String.valueOf(ids.incrementAndGet()))
                .replace("$tenant", tenant.toString());
    }
}
