package io.tenantdeletion.commons.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.plan.PlanDraft;
import io.tenantdeletion.commons.plan.Planner;
import io.tenantdeletion.commons.purge.TestPurges;
import io.tenantdeletion.commons.purge.TestPurges.PurgeMode;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.verify.TestVerifications;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schemas and rows that nobody thought of: of five tenants four are deleted and verified, each in another way, half of
 * them behind a fence, and everything else is compared. A few in {@code ./mvnw verify}, dozens in what CI runs after
 * it, a thousand with {@code -Pnightly}; {@code -Drandom.seed} replays one.
 */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
@Tag("rounds")
class RandomSchemasIT {

    private static final Logger DELETIONS = Logger.getLogger("tenant_deletion");
    static final int SEEDS = Integer.getInteger("random.seeds", 40);
    private static final Duration LONG = Duration.ofMinutes(1);

    /** The first two tenants have few rows, so that small parts do not take for ever. */
    private static final List<PurgeMode> WAYS = List.of(
            new PurgeMode(7, Duration.ZERO, true),
            new PurgeMode(7, Duration.ZERO, false),
            new PurgeMode(7, LONG, true),
            new PurgeMode(50, LONG, false));

    private static int refused;
    private static int run;

    @Inject
    TestPurges purges;

    @Inject
    TestVerifications verifications;

    @Inject
    @ReactiveDataSource("purge")
    Pool pool;

    static LongStream seeds() {
        return seeds(SEEDS);
    }

    /** The same few every time; of many, half are new. */
    static LongStream seeds(int number) {
        Long given = Long.getLong("random.seed");
        Random random = new Random();
        return given != null
                ? LongStream.of(given)
                : LongStream.rangeClosed(1, number)
                        .map(seed -> number <= 40 || seed <= number / 2 ? seed : 1000 + random.nextInt(1_000_000));
    }

    @BeforeAll
    static void beQuiet() {
        DELETIONS.setLevel(Level.WARNING);
        TestDatabase.execute(ValueType.TYPES);
        refused = 0;
        run = 0;
    }

    @AfterAll
    static void fewAreRefused() {
        DELETIONS.setLevel(null);
        assertThat(refused).as("refused of " + run).isLessThanOrEqualTo(1 + run / 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLeftAndNobodyElseIsTouched(long seed) {
        RandomSchema schema = new SchemaGenerator(seed).generate();
        run++;
        try (SchemaDatabase database = new SchemaDatabase(schema)) {
            database.create();
            assertThat(database.violatedKeys()).as("of the rows made up").isEmpty();
            Catalog catalog = TestPurges.await(CatalogReader.read(pool, schema.schemas()));
            PlanDraft draft = Planner.draft(catalog, schema.ownerships());
            if (draft.violations().isEmpty()) {
                RandomTenants tenants = new RandomTenants(schema, database, draft.plan());
                for (int tenant = 0; tenant < WAYS.size(); tenant++) {
                    tenants.delete(tenant, purges, verifications, WAYS.get(tenant), (seed + tenant) % 2 == 0);
                }
            } else {
                refused++;
            }
        } catch (Throwable failure) {
            throw new AssertionError(
                    "-Drandom.seed=" + seed + "\n" + String.join(";\n", schema.ddl()) + "\n" + failure, failure);
        }
    }
}
