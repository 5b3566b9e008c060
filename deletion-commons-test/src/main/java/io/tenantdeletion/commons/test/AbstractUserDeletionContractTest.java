package io.tenantdeletion.commons.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import io.tenantdeletion.embedded.seed.TenantSeeder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What every service that holds data of users must do, beside {@link AbstractDeletionContractTest}. Extend it in a
 * {@code @QuarkusTest} and say which data; rows are made from the database catalog. One user works for two tenants,
 * beside another one in each, and rows refer to each other across all of them; some rows are nobody's.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class AbstractUserDeletionContractTest {

    private static final String DATA = "/api/v1/{data}/user/{user}";
    private static final String TENANT_DATA = "/api/v1/{service}/tenant/{tenant}";
    private static final int OTHERS_ROWS = 2_000;
    private static final int MANY_ROWS = 20_000;
    private static final int ROWS = 300;

    private static final String PLAN = "plan";

    private final UUID user = UUID.randomUUID();
    private final UUID colleague = UUID.randomUUID();
    private final UUID tenant = UUID.randomUUID();
    private final UUID secondTenant = UUID.randomUUID();
    private final Map<String, String> keeping = ContractCalls.keeping();
    private RequiredPlan planned;
    private UserRows before;

    /** The name of the data in paths, such as {@code models}. */
    protected abstract String dataName();

    /** The service's name in paths of tenants. */
    protected abstract String pathName();

    /** The service's name in bodies. */
    protected String serviceName() {
        return pathName();
    }

    /** The schema of its tables. */
    protected String schema() {
        return pathName();
    }

    /** The column that names a user. */
    protected String userColumn() {
        return "user_id";
    }

    /** Columns that name a user in rows that stay, see {@code @UserData(anonymize = true)}. */
    protected List<String> anonymizedColumns() {
        return List.of("actor_id");
    }

    @BeforeEach
    void seedTwoTenantsWithTheUser(TestInfo test) {
        // Tenants', too: what a test leaves is deleted with its tenants.
        planned = new RequiredPlan(pathName(), "user", "tenant");
        planned.skipOthersThan(PLAN, test);
        if (planned.isRefused()) {
            return;
        }
        if (TestDatabase.isEmpty(schema())) {
            seeder(List.of()).seedShared(200);
            seeder(List.of()).seedTenant(UUID.randomUUID(), OTHERS_ROWS);
        }
        seeder(List.of(user, colleague)).seedTenant(tenant, ROWS);
        seeder(List.of(user, UUID.randomUUID())).seedTenant(secondTenant, ROWS);
        columnsThatMayBeEmpty().forEach(this::letSomeRowsBeNobodys);
        before = rows();
    }

    @AfterEach
    void deleteTheTenants() {
        if (planned.isRefused()) {
            return;
        }
        ContractCalls ofTenants = new ContractCalls(TENANT_DATA, pathName(), serviceName(), "tenant_id");
        ofTenants.purge(tenant);
        ofTenants.purge(secondTenant);
    }

    @Test
    @Tag(PLAN)
    void hasAPlan() {
        planned.require();
    }

    @Test
    void previewCountsWhatGoesAndChangesNothing() {
        JsonPath preview = calls().preview(user);

        Map<String, Long> expected = before.deletedWith(user);
        assertThat(ContractCalls.longs(preview.get("preview"))).isEqualTo(expected);
        assertThat(preview.getLong("total_records")).isPositive().isEqualTo(ContractCalls.total(expected));
        assertThat(rows().all()).isEqualTo(before.all());
    }

    @Test
    void deletesTheUserInAllTenantsAndNothingOfOthers() {
        assertThat(calls().purge(user)).isEqualTo(before.deletedWith(user));
        assertThat(rows().all()).isEqualTo(before.after(user));

        assertThat(calls().purge(user).values()).as("second time").containsOnly(0L);
        assertThat(rows().all()).isEqualTo(before.after(user));
    }

    @Test
    void noRowNamesTheUserAnyMore() {
        calls().purge(user);

        assertThat(rows().all().values().stream().flatMap(table -> table.values().stream()))
                .noneMatch(row -> row.getMap().containsValue(user.toString()));
    }

    @Test
    void deletesTheOtherUserOfTheTenantJustAsWell() {
        calls().purge(user);
        UserRows left = rows();

        assertThat(calls().purge(colleague)).isEqualTo(left.deletedWith(colleague));
        assertThat(rows().all()).isEqualTo(left.after(colleague));
    }

    @Test
    void theUserComesBackAsTheyWereInEveryRow() {
        calls().purge(user, keeping);
        assertThat(rows().all()).isEqualTo(before.after(user));

        calls().restore(user, keeping);

        assertThat(rows().all()).isEqualTo(before.all());
        given().headers(keeping)
                .post(DATA + "/restore", dataName(), user)
                .then()
                .statusCode(401);
    }

    @Test
    void deletesNothingForWhoeverIsNotAService() {
        calls().refusesDeletion(401, null, user);
        for (String token : List.of(Tokens.expired(), Tokens.forged(), Tokens.wrongAudience(), Tokens.wrongIssuer())) {
            calls().refusesDeletion(401, token, user);
        }
        for (String token : List.of(
                Tokens.platformAdmin(), Tokens.user(user), Tokens.user(colleague), Tokens.selfPromoted(colleague))) {
            calls().refusesDeletion(403, token, user);
        }

        assertThat(rows().all()).isEqualTo(before.all());
    }

    @Test
    void previewsForServicesPlatformAdminsAndThatUser() {
        for (String token : List.of(Tokens.service(), Tokens.platformAdmin(), Tokens.user(user))) {
            given().auth()
                    .oauth2(token)
                    .get(DATA + "/deletion-preview", dataName(), user)
                    .then()
                    .statusCode(200)
                    .body("user_id", is(user.toString()));
        }
        for (String token : List.of(Tokens.user(colleague), Tokens.selfPromoted(colleague))) {
            calls().refusesPreview(403, token, user);
        }
        calls().refusesPreview(401, null, user);
        for (String token : List.of(Tokens.expired(), Tokens.forged(), Tokens.wrongAudience(), Tokens.wrongIssuer())) {
            calls().refusesPreview(401, token, user);
        }
    }

    @Test
    void refusesWhateverIsNotAUuid() {
        for (String id : List.of("42", "1-1-1-1-1", user + "0", "' or 1=1")) {
            calls().refusesDeletion(400, Tokens.service(), id);
            calls().refusesPreview(400, Tokens.service(), id);
        }

        assertThat(rows().all()).isEqualTo(before.all());
    }

    @Test
    void aTenantsIdIsNoUsers() {
        assertThat(calls().preview(tenant).getLong("total_records")).isZero();
        assertThat(calls().purge(tenant).values()).containsOnly(0L);

        assertThat(rows().all()).isEqualTo(before.all());
    }

    /** With so many rows of others that an index costs less than reading them all. */
    @Test
    @Order(Integer.MAX_VALUE)
    void everyStatementFollowsTheUsersOwnRows() {
        seeder(List.of()).seedTenant(UUID.randomUUID(), MANY_ROWS);
        List<String> statements;
        List<String> settings;
        try (StatementLog log = new StatementLog()) {
            calls().preview(user);
            calls().purge(user);
            statements = log.touching(schema());
            settings = log.settings();
        }

        assertThat(statements)
                .as("one count of all tables, one delete per table at least")
                .hasSizeGreaterThan(before.deletedWith(user).size());
        statements.forEach(statement -> QueryPlan.assertFollowsTheRowsOf(user, statement, settings));
        TestDatabase.empty(schema());
    }

    private void letSomeRowsBeNobodys(String table) {
        String column = '"' + userColumn() + '"';
        TestDatabase.execute(
                "update \"" + schema() + "\".\"" + table + "\" set " + column + " = null where tenant_id in ('" + tenant
                        + "', '" + secondTenant + "') and get_byte(decode(md5(id::text), 'hex'), 0) % 5 = 0");
    }

    private List<String> columnsThatMayBeEmpty() {
        return TestDatabase.query("select table_name from information_schema.columns where table_schema = '" + schema()
                + "' and column_name = '" + userColumn() + "' and is_nullable = 'YES'");
    }

    private UserRows rows() {
        return UserRows.read(schema(), userColumn(), anonymizedColumns());
    }

    private TenantSeeder seeder(List<UUID> users) {
        return new TenantSeeder(TestDatabase::connect, List.of(schema()), users);
    }

    private ContractCalls calls() {
        return new ContractCalls(DATA, dataName(), serviceName(), "user_id");
    }
}
