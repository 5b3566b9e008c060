package io.tenantdeletion.commons.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.fence.TestFences;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.PlanDraft;
import io.tenantdeletion.commons.plan.Planner;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.purge.TestPurges;
import io.tenantdeletion.commons.purge.TestPurges.Call;
import io.tenantdeletion.commons.purge.TestPurges.PurgeMode;
import io.tenantdeletion.commons.random.Mutation.Victim;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.verify.TestVerifications;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A purge that does not do what it means never ends well, and changes nothing. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
@Tag("rounds")
@Tag("long")
class MutationsIT {

    private static final Logger DELETIONS = Logger.getLogger("tenant_deletion");
    private static final int SEEDS = Math.max(4, Integer.getInteger("random.seeds", 40) / 5);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final List<PurgeMode> WAYS = Stream.of(7, 1000)
            .flatMap(rows -> Stream.of(new PurgeMode(rows, LONG, true), new PurgeMode(rows, LONG, false)))
            .toList();

    /** How often each was tried: schemas without rows to mutate prove nothing. */
    private static final Map<Mutation, Integer> TRIED = new EnumMap<>(Mutation.class);

    private static int droppedSteps;

    private RandomSchema schema;
    private SchemaDatabase database;
    private Plan plan;

    @Inject
    TestPurges purges;

    @Inject
    TestVerifications verifications;

    @Inject
    @ReactiveDataSource("purge")
    Pool pool;

    static LongStream seeds() {
        Long given = Long.getLong("random.seed");
        return given != null ? LongStream.of(given) : LongStream.rangeClosed(1, SEEDS);
    }

    @BeforeAll
    static void beQuiet() {
        DELETIONS.setLevel(Level.WARNING);
        TestDatabase.execute(ValueType.TYPES);
    }

    @AfterAll
    static void eachWasTried() {
        DELETIONS.setLevel(null);
        if (Long.getLong("random.seed") == null) {
            assertThat(TRIED).containsOnlyKeys(Mutation.values());
            assertThat(droppedSteps).isPositive();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noMutationEndsWell(long seed) {
        schema = new SchemaGenerator(seed).generate();
        try (SchemaDatabase created = new SchemaDatabase(schema)) {
            database = created;
            database.create();
            PlanDraft draft = draft();
            plan = draft.plan();
            if (draft.violations().isEmpty()) {
                Dice dice = new Dice(seed);
                for (Mutation mutation : Mutation.values()) {
                    mutate(mutation, dice);
                }
                dropSteps();
            }
        } catch (Throwable failure) {
            throw new AssertionError(
                    "-Drandom.seed=" + seed + "\n" + String.join(";\n", schema.ddl()) + "\n" + plan + "\n" + failure,
                    failure);
        }
    }

    private PlanDraft draft() {
        return Planner.draft(TestPurges.await(CatalogReader.read(pool, schema.schemas())), schema.ownerships());
    }

    private void mutate(Mutation mutation, Dice dice) {
        int tenant = SchemaGenerator.TENANTS - 1;
        Optional<Victim> row = row(tenant, dice, Set.of());
        Optional<Victim> neighbour = row(0, dice, mutation == Mutation.TAKEN ? withRows(tenant) : Set.of());
        if (row.isEmpty() || neighbour.isEmpty()) {
            return;
        }
        TRIED.merge(mutation, 1, Integer::sum);
        PurgeMode rolled = dice.oneOf(WAYS);
        String what = mutation + " of " + row.get() + " and " + neighbour.get() + " by " + rolled;
        Map<TableName, List<String>> before = database.all();
        database.run(mutation.ddl(row.get(), neighbour.get()));
        boolean withoutRowChecks = rolled.withoutRowChecks() && !draft().plan().needsTriggers();
        PurgeMode mode = new PurgeMode(rolled.partRows(), rolled.budget(), withoutRowChecks);
        Throwable failure = catchThrowable(
                () -> complete(plan, tenant, UUID.randomUUID(), mode, mutation.rewriting(neighbour.get())));
        database.run(mutation.undo(row.get()));

        assertThat(failure).as(what).isNotNull();
        assertThat(TestPurges.refusal(failure)).as(what).isIn(mutation.refusals());
        assertThat(database.all()).as(what).isEqualTo(before);
    }

    private Set<TableName> withRows(int tenant) {
        return Set.copyOf(database.counts(tenant).entrySet().stream()
                .filter(table -> table.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList());
    }

    /** A row of that tenant, in one of those tables, or in any. */
    private Optional<Victim> row(int tenant, Dice dice, Set<TableName> in) {
        List<Victim> rows = new ArrayList<>();
        schema.tables().stream()
                .filter(table -> !table.isShared() && (in.isEmpty() || in.contains(table.name())))
                .forEach(table -> table.rows().stream()
                        .filter(row -> row.owner() == tenant)
                        .forEach(row ->
                                rows.add(new Victim(table.name(), row.values().get(RandomTable.payload())))));
        return rows.isEmpty() ? Optional.empty() : Optional.of(dice.oneOf(rows));
    }

    /** Without a step, either all is refused, or the rows of its table stay, and nothing refers to nothing. */
    private void dropSteps() {
        for (Step step : plan.steps()) {
            for (int tenant = 2; tenant < SchemaGenerator.TENANTS; tenant++) {
                dropStep(step, tenant, WAYS.get(tenant - 2));
            }
        }
    }

    private void dropStep(Step step, int tenant, PurgeMode mode) {
        List<Step> steps = new ArrayList<>(plan.steps());
        steps.remove(step);
        Map<TableName, Long> there = database.counts(tenant);
        Map<TableName, List<String>> before = database.all();
        Map<TableName, List<String>> others = database.othersWithout(tenant);
        String what = "without " + step + " of tenant " + tenant + " by " + mode;
        TenantDataDeletionService service = RandomTenants.service(schema, tenant);
        UUID subject = UUID.randomUUID();
        if (droppedSteps++ % 2 == 0) {
            TestFences.fence(service.serviceName(), subject, () -> {});
        }
        Throwable failure = catchThrowable(
                () -> complete(new Plan(steps, plan.catalog()), tenant, subject, mode, UnaryOperator.identity()));

        assertThat(database.violatedKeys()).as(what).isEmpty();
        if (failure != null) {
            assertThat(TestPurges.refusal(failure)).as(what).isIn("guard", "blocked");
            assertThat(database.all()).as(what).isEqualTo(before);
        } else {
            Map<TableName, Long> left = database.counts(tenant);
            left.forEach((table, rows) -> assertThat(rows)
                    .as(table + " " + what)
                    .isEqualTo(step instanceof Step.Delete && table.equals(step.table()) ? there.get(table) : 0));
            assertThat(database.others(tenant)).as(what).isEqualTo(others);
            boolean isAllGone = left.values().stream().allMatch(rows -> rows == 0);
            assertThat(verifications
                            .verify(plan.catalog(), schema.ownerships(), service, subject)
                            .residual()
                            .isEmpty())
                    .as("nothing is found " + what)
                    .isEqualTo(isAllGone);
        }
        TestVerifications.forget(service);
    }

    private void complete(Plan mutated, int tenant, UUID subject, PurgeMode mode, UnaryOperator<String> rewriting) {
        SqlStatements sql = new SqlStatements(mutated);
        boolean isComplete = false;
        while (!isComplete) {
            Call call = purges.purge(
                    sql, RandomTenants.service(schema, tenant), subject, mode, UUID.randomUUID(), rewriting);
            isComplete = call.isComplete();
        }
    }
}
