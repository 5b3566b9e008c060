package io.tenantdeletion.commons.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.PlanDraft;
import io.tenantdeletion.commons.plan.Planner;
import io.tenantdeletion.commons.purge.TestPurges;
import io.tenantdeletion.commons.purge.TestPurges.Call;
import io.tenantdeletion.commons.purge.TestPurges.Keeping;
import io.tenantdeletion.commons.purge.TestPurges.PurgeMode;
import io.tenantdeletion.commons.restore.TestRestores;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Half of the schemas of {@link RandomSchemasIT}: tenants are deleted, each in another way, and brought back, and every
 * row of everybody is what it was, as text.
 */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
@Tag("rounds")
class RestoredSchemasIT {

    private static final Logger DELETIONS = Logger.getLogger("tenant_deletion");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final RestoreKey KEY = new RestoreKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");

    /** How to delete, and whether PostgreSQL checks foreign keys of what comes back. */
    private static final Map<PurgeMode, Boolean> WAYS = Map.of(
            new PurgeMode(7, Duration.ZERO, true), true,
            new PurgeMode(7, LONG, false), false,
            new PurgeMode(50, LONG, true), false,
            new PurgeMode(100_000, LONG, true), true);

    @Inject
    TestPurges purges;

    @Inject
    TestRestores restores;

    @Inject
    @ReactiveDataSource("purge")
    Pool pool;

    static LongStream seeds() {
        return RandomSchemasIT.seeds(RandomSchemasIT.SEEDS / 2);
    }

    @BeforeAll
    static void beQuiet() {
        DELETIONS.setLevel(Level.WARNING);
        TestDatabase.execute(ValueType.TYPES);
    }

    @AfterAll
    static void beLoud() {
        DELETIONS.setLevel(null);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRowComesBackAsItWas(long seed) {
        RandomSchema schema = new SchemaGenerator(seed).generate();
        try (SchemaDatabase database = new SchemaDatabase(schema)) {
            database.create();
            schema.tables().forEach(table -> database.run("grant insert on " + Sql.name(table.name()) + " to purge"));
            Catalog catalog = TestPurges.await(CatalogReader.read(pool, schema.schemas()));
            PlanDraft draft = Planner.draft(catalog, schema.ownerships());
            if (draft.violations().isEmpty()) {
                int tenant = 0;
                for (Map.Entry<PurgeMode, Boolean> way : WAYS.entrySet()) {
                    deleteAndRestore(schema, database, draft.plan(), tenant++, way);
                }
            }
            asUsers(schema, database);
        } catch (Throwable failure) {
            throw new AssertionError(
                    "-Drandom.seed=" + seed + "\n" + String.join(";\n", schema.ddl()) + "\n" + failure, failure);
        }
    }

    private void deleteAndRestore(
            RandomSchema schema, SchemaDatabase database, Plan plan, int tenant, Map.Entry<PurgeMode, Boolean> way) {
        Map<TableName, List<String>> before = database.all();
        Map<TableName, Long> there = database.counts(tenant);
        UUID job = UUID.randomUUID();
        Subject subject = Subject.of(new TenantId(UUID.randomUUID()));
        TenantDataDeletionService service = RandomTenants.service(schema, tenant);
        String what = "tenant " + tenant + ", " + way + ", plan\n" + plan;

        purge(plan, service, subject, job, way.getKey());
        assertThat(database.counts(tenant).values()).as("left of " + what).containsOnly(0L);
        Map<String, Long> back = restores.restore(plan, service, subject, job, KEY, way.getValue());

        database.all()
                .forEach((table, rows) ->
                        assertThat(rows).as(table + " of " + what).isEqualTo(before.get(table)));
        assertThat(database.violatedKeys()).as("keys violated after " + what).isEmpty();
        Map<String, Long> expected = new TreeMap<>();
        there.forEach((table, rows) -> expected.merge(plan.label(table), rows, Long::sum));
        expected.values().removeIf(rows -> rows == 0);
        assertThat(new TreeMap<>(back)).as("counted of " + what).isEqualTo(expected);
        assertThat(database.query("select entry from tenant_deletion.restore_log l"
                        + " join tenant_deletion.restore_window w on w.id = l.window_id where w.job_id = '" + job
                        + "'"))
                .isEmpty();
    }

    /** Rows that shared ones refer to stay and lose their subject, where they can. */
    private void asUsers(RandomSchema schema, SchemaDatabase database) {
        schema.tables().stream()
                .filter(table -> table.isOwn()
                        && table.partitioning() == RandomTable.Partitioning.NONE
                        && !table.uniques().get(0).contains(table.tenantColumn()))
                .forEach(table -> database.run("alter table " + Sql.name(table.name()) + " alter column "
                        + Sql.name(table.tenantColumn()) + " drop not null"));
        PlanDraft draft = Planner.draft(
                TestPurges.await(CatalogReader.read(pool, schema.schemas())), schema.ownerships(SubjectKind.USER));
        if (!draft.violations().isEmpty()) {
            return;
        }
        int user = 0;
        for (boolean withoutRowChecks : List.of(true, false)) {
            Map<TableName, List<String>> before = database.all();
            Subject subject = Subject.of(new UserId(UUID.randomUUID()));
            TenantDataDeletionService service = RandomTenants.service(schema, user++);
            UUID job = UUID.randomUUID();
            purge(
                    draft.plan(),
                    service,
                    subject,
                    job,
                    new PurgeMode(7, withoutRowChecks ? LONG : Duration.ZERO, false));

            restores.restore(draft.plan(), service, subject, job, KEY, withoutRowChecks);

            assertThat(database.all()).as("as a user, plan\n" + draft.plan()).isEqualTo(before);
            assertThat(database.violatedKeys()).isEmpty();
        }
    }

    private void purge(Plan plan, TenantDataDeletionService service, Subject subject, UUID job, PurgeMode mode) {
        RestoreWindow terms =
                new RestoreWindow(new JobId(job), KEY, Instant.now().plus(Duration.ofHours(1)));
        Call call;
        do {
            call = purges.purge(
                    new SqlStatements(plan),
                    service,
                    subject,
                    mode,
                    new Keeping(job, Optional.of(terms)),
                    UnaryOperator.identity());
        } while (!call.isComplete());
    }
}
