package io.tenantdeletion.commons.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.fence.TestFences;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Planner;
import io.tenantdeletion.commons.purge.TestPurges;
import io.tenantdeletion.commons.purge.TestPurges.PurgeMode;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.verify.TestVerifications;
import io.tenantdeletion.commons.verify.TestVerifications.Found;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A tenant that is still written for is deleted without an orphan and without a loss for others: without a fence, by
 * what a purge itself keeps; behind one, until nothing is left although the writers go on.
 */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
@Tag("rounds")
class ConcurrentWritersIT {

    private static final Logger DELETIONS = Logger.getLogger("tenant_deletion");
    private static final int ROUNDS = Integer.getInteger("random.rounds", 3);

    /** Calls while they write; afterwards they stop, or it would never end. */
    private static final int CALLS = 25;

    /** Transactions of writers, some of each. */
    private static final int SOME = 60;

    private static final Duration SHORT = Duration.ofMillis(300);

    private static final List<PurgeMode> WAYS = List.of(
            new PurgeMode(7, Duration.ZERO, true),
            new PurgeMode(1000, SHORT, true),
            new PurgeMode(7, SHORT, false),
            new PurgeMode(20, SHORT, true),
            new PurgeMode(1000, SHORT, false));

    private static final Set<String> TRIED_AGAIN = Set.of("blocked", "deadlock", "wait");

    @Inject
    TestPurges purges;

    @Inject
    TestVerifications verifications;

    @Inject
    @ReactiveDataSource("purge")
    Pool pool;

    private final UUID tenant = UUID.randomUUID();
    private final UUID neighbour = UUID.randomUUID();
    private Plan plan;
    private SqlStatements sql;

    static IntStream rounds() {
        return IntStream.range(0, ROUNDS);
    }

    @BeforeEach
    void fill() {
        DELETIONS.setLevel(Level.WARNING);
        BusySchema.create();
        BusySchema.fill(tenant, 60);
        BusySchema.fill(neighbour, 20);
        plan = Planner.plan(
                TestPurges.await(CatalogReader.read(pool, Set.of(BusySchema.SCHEMA))), BusySchema.ownerships());
        sql = new SqlStatements(plan);
    }

    @AfterEach
    void drop() {
        BusySchema.drop();
        TestVerifications.forget(service());
        DELETIONS.setLevel(null);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void nothingIsLeftAndNobodyElseLosesARow(int round) {
        PurgeMode mode = WAYS.get(round % WAYS.size());
        List<String> neighbours = BusySchema.owned(neighbour);
        PurgeTurns turns = new PurgeTurns();
        try (Writers writers = new Writers(tenant, neighbour, turns)) {
            writers.start();
            for (int call = 0; call < CALLS; call++) {
                purge(mode);
                assertThat(BusySchema.orphans()).as(mode + " in call " + call).isEmpty();
                turns.next();
            }
            writers.join();
            PurgeMode rest = new PurgeMode(200, Duration.ofMinutes(1), mode.withoutRowChecks());
            for (int call = 0; !purge(rest); call++) {
                assertThat(call).isLessThan(10);
            }

            assertThat(BusySchema.owned(tenant)).as(mode.toString()).isEmpty();
            assertThat(BusySchema.orphans()).as(mode.toString()).isEmpty();
            assertThat(BusySchema.owned(neighbour))
                    .as(mode + ", " + writers)
                    .containsAll(neighbours)
                    .containsAll(writers.moved());
            assertThat(writers.moved()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void behindAFenceNothingIsLeftAlthoughTheyGoOn(int round) throws SQLException {
        PurgeMode mode = WAYS.get(round % WAYS.size());
        List<String> neighbours = BusySchema.owned(neighbour);
        TestFences.install(BusySchema.SCHEMA, BusySchema.SCHEMA, plan);
        PurgeTurns turns = new PurgeTurns();
        try (Writers writers = new Writers(tenant, neighbour, turns)) {
            writers.start();
            await().until(() -> goesOn(turns) && writers.tried() > SOME);
            TestFences.fence(BusySchema.SCHEMA, tenant, turns::next);

            Found found = verifyAfterPurge(mode, turns);
            for (int again = 0; !found.isNothing(); again++) {
                assertThat(again).as(mode + " leaves " + found).isLessThan(3);
                found = verifyAfterPurge(mode, turns);
            }
            long before = writers.tried();
            await().until(() -> goesOn(turns) && writers.tried() > before + SOME);

            assertThat(BusySchema.owned(tenant)).as(mode.toString()).isEmpty();
            assertThat(BusySchema.orphans()).as(mode.toString()).isEmpty();
            writers.join();
            assertThat(BusySchema.owned(tenant)).as(mode.toString()).isEmpty();
            assertThat(BusySchema.owned(neighbour))
                    .as(mode + ", " + writers)
                    .containsAll(neighbours)
                    .containsAll(writers.moved());
        }
    }

    private static boolean goesOn(PurgeTurns turns) {
        turns.next();
        return true;
    }

    /** As a job does: the purge to its end, then who may have written before, then the count. */
    private Found verifyAfterPurge(PurgeMode mode, PurgeTurns turns) {
        for (int call = 0; !purge(mode); call++) {
            assertThat(call).as("calls by " + mode).isLessThan(1000);
            turns.next();
        }
        await().until(() -> goesOn(turns) && !TestFences.isInProgress(tenant));
        return verifications.verify(plan.catalog(), BusySchema.ownerships(), service(), tenant);
    }

    /** Gives whether nothing was left. */
    private boolean purge(PurgeMode mode) {
        try {
            return purges.purge(sql, service(), tenant, mode, UUID.randomUUID(), UnaryOperator.identity())
                    .isComplete();
        } catch (RuntimeException failure) {
            assertThat(TestPurges.refusal(failure)).isIn(TRIED_AGAIN);
            return false;
        }
    }

    private static TenantDataDeletionService service() {
        return () -> BusySchema.SCHEMA;
    }
}
