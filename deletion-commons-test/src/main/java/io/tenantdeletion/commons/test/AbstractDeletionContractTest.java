package io.tenantdeletion.commons.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.tenantdeletion.embedded.seed.TenantSeeder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What every service that deletes tenant data must do. Extend it in a {@code @QuarkusTest} and say which service; rows
 * are made from the database catalog, so a table that is added later is tested without a further line.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class AbstractDeletionContractTest {

    private static final String DATA = "/api/v1/{service}/tenant/{tenant}";
    private static final int OTHERS_ROWS = 2_000;
    private static final int MANY_ROWS = 20_000;
    private static final int ROWS = 400;

    private static final String PLAN = "plan";

    private final UUID tenant = UUID.randomUUID();
    private RequiredPlan planned;
    private Map<String, List<String>> before;
    private Map<String, Long> seeded;

    /** The service's name in paths. */
    protected abstract String pathName();

    /** The service's name in bodies. */
    protected String serviceName() {
        return pathName();
    }

    /** The schema of its tables. */
    protected String schema() {
        return pathName();
    }

    /** Makes rows that are not the tenant's, once. */
    protected void seedOthers() {
        if (TestDatabase.isEmpty(schema())) {
            seeder().seedShared(200);
            seeder().seedTenant(UUID.randomUUID(), OTHERS_ROWS);
        }
    }

    /** Makes more rows that are not the tenant's; so many that an index costs less than reading them all. */
    protected void seedMany() {
        seeder().seedTenant(UUID.randomUUID(), MANY_ROWS);
    }

    /** Removes them, with all others: whoever compares rows reads each of them. */
    protected void removeMany() {
        TestDatabase.empty(schema());
    }

    /** Makes rows of the tenant in every table of its data; gives how many per table. */
    protected Map<String, Long> seed(UUID newTenant) {
        return seeder().seedTenant(newTenant, ROWS).get(schema());
    }

    /** Every row that deleting the tenant must leave as it was, per table. */
    protected Map<String, List<String>> rows() {
        return TestDatabase.rows(schema());
    }

    @BeforeEach
    void seedTwoTenants(TestInfo test) {
        planned = new RequiredPlan(pathName(), "tenant");
        planned.skipOthersThan(PLAN, test);
        if (planned.isRefused()) {
            return;
        }
        seedOthers();
        before = rows();
        seeded = new TreeMap<>(seed(tenant));
    }

    @Test
    @Tag(PLAN)
    void hasAPlan() {
        planned.require();
    }

    @Test
    void previewCountsEveryRowAndChangesNothing() {
        Map<String, List<String>> all = rows();

        JsonPath preview = calls().preview(tenant);

        assertThat(ContractCalls.longs(preview.get("preview"))).isEqualTo(seeded);
        assertThat(preview.getLong("total_records")).isEqualTo(ContractCalls.total(seeded));
        assertThat(rows()).isEqualTo(all);
        purge();
    }

    @Test
    void deletesTheTenantAndNothingElse() {
        assertThat(purge()).isEqualTo(seeded);
        assertThat(rows()).isEqualTo(before);

        assertThat(purge().values()).as("second time").containsOnly(0L);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void deletesNothingForWhoeverIsNotAService() {
        Map<String, List<String>> all = rows();

        calls().refusesDeletion(401, null, tenant);
        for (String token : List.of(Tokens.expired(), Tokens.forged(), Tokens.wrongAudience(), Tokens.wrongIssuer())) {
            calls().refusesDeletion(401, token, tenant);
        }
        for (String token : List.of(Tokens.platformAdmin(), Tokens.user(UUID.randomUUID()))) {
            calls().refusesDeletion(403, token, tenant);
        }

        assertThat(rows()).isEqualTo(all);
        purge();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyStatementFollowsTheTenantsOwnRows() {
        seedMany();
        List<String> statements;
        List<String> settings;
        try (StatementLog log = new StatementLog()) {
            calls().preview(tenant);
            purge();
            statements = log.touching(schema()).stream()
                    .filter(statement -> !statement.startsWith("insert "))
                    .toList();
            settings = log.settings();
        }

        assertThat(statements)
                .as("one count of all tables, one delete per table at least")
                .hasSizeGreaterThan(seeded.size());
        statements.forEach(statement -> QueryPlan.assertFollowsTheRowsOf(tenant, statement, settings));
        removeMany();
    }

    private TenantSeeder seeder() {
        return new TenantSeeder(TestDatabase::connect, List.of(schema()), List.of());
    }

    private Map<String, Long> purge() {
        return calls().purge(tenant);
    }

    private ContractCalls calls() {
        return new ContractCalls(DATA, pathName(), serviceName(), "tenant_id");
    }
}
