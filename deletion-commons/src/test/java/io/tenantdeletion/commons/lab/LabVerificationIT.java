package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.QueryPlan;
import io.tenantdeletion.commons.test.StatementLog;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
@Timeout(60)
class LabVerificationIT extends LabTest {

    private static final String KEYS =
            "select cardinality(keys) from tenant_deletion.removed_keys where subject_id = '";

    @Test
    void nothingIsLeftAfterAPurge() {
        fill(tenant, 12);
        fence();
        purge();
        assertThat(TestDatabase.query(KEYS + tenant + "'")).isNotEmpty();

        verify(200)
                .body("tenant_id", is(tenant.toString()))
                .body("service", is("laboratory"))
                .body("residual", is(Map.of()))
                .body("total_residual", is(0))
                .body("touched_others", is(Map.of()))
                .body("verified_at", matchesPattern("\\d{4}-.*Z"), "database", matchesPattern("\\d+"));
        assertThat(TestDatabase.query(KEYS + tenant + "'")).isEmpty();
        verify(200).body("total_residual", is(0));
    }

    @Test
    void everyRowCountsThatAPurgeHasNotReached() {
        fill(tenant, 12);

        verify(200)
                .body(
                        "residual",
                        is(Map.of(
                                "audit_logs", 12,
                                "ingredients", 36,
                                "versions", 24,
                                "notes", 12,
                                "products", 12,
                                "recipes", 12)))
                .body("total_residual", is(108));
    }

    @Test
    void rowsOfATableThatNobodyAnswersForCount() {
        TestDatabase.execute("create table lab.loyalty_cards (id uuid primary key, tenant_id uuid not null);"
                + " create table lab.stamps (card uuid references lab.loyalty_cards);"
                + " insert into lab.loyalty_cards select gen_random_uuid(), '" + tenant
                + "' from generate_series(1, 3);"
                + " insert into lab.stamps select id from lab.loyalty_cards");
        try {
            verify(200).body("residual", is(Map.of("loyalty_cards", 3, "stamps", 3)));
        } finally {
            TestDatabase.execute("drop table lab.stamps, lab.loyalty_cards");
        }
    }

    @Test
    void childrenWhoseParentsAreGoneAreFoundByTheirKeys() {
        fill(tenant, 3);
        fence();
        purge();
        withoutChecks("insert into lab.ingredients values (gen_random_uuid(), lab.id('" + tenant
                + "', 'version', 1), 'Flour')");
        withoutChecks("insert into lab.notes values (gen_random_uuid(), null, lab.id('" + tenant
                + "', 'product', 2), 'Note')");

        verify(200).body("residual", is(Map.of("ingredients", 1, "notes", 1))).body("touched_others", is(Map.of()));
        verify(200).body("total_residual", is(2));
        TestDatabase.execute("delete from lab.ingredients i where not exists"
                + " (select from lab.versions v where v.id = i.version_id)");
        TestDatabase.execute("delete from lab.notes n where product_id = lab.id('" + tenant + "', 'product', 2)");
        verify(200).body("total_residual", is(0));
    }

    @Test
    void rowsOfOthersThatHaveLostWhatTheyReferToAreNamed() {
        fill(tenant, 3);
        fence();
        purge();
        String product = "lab.id('" + tenant + "', 'product', 1)";
        withoutChecks(
                "update lab.products set parent_id = " + product + " where id = (select id from lab.products limit 1)");
        withoutChecks("update lab.notes set product_id = " + product
                + " where id = (select id from lab.notes where recipe_id is not null limit 1)");

        verify(200).body("residual", is(Map.of())).body("touched_others", is(Map.of("notes", 1, "products", 1)));

        // Whoever takes the key again is the parent of what refers to it.
        TestDatabase.execute(
                "insert into lab.products (id, tenant_id, name) values (" + product + ", gen_random_uuid(), 'Bread')");
        verify(200).body("touched_others", is(Map.of()));
    }

    @Test
    void itWaitsForWhoHadWrittenBeforeTheFence() throws SQLException {
        try (Connection till = TestDatabase.connectAs("application");
                Connection other = TestDatabase.connectAs("application")) {
            int pid = begin(till, "till");
            fence();
            begin(other, "too late to matter");

            verify(202)
                    .header("Retry-After", notNullValue())
                    .body("tenant_id", is(tenant.toString()))
                    .body("service", is("laboratory"))
                    .body("waiting_for", hasSize(1))
                    .body("waiting_for[0].pid", is(pid))
                    .body("waiting_for[0].application_name", is("till"))
                    .body("waiting_for[0].since", notNullValue());
            till.commit();

            verify(200);
            other.rollback();
        }
    }

    @Test
    void itWaitsForAPreparedTransaction() throws SQLException {
        try (Connection till = TestDatabase.connectAs("application")) {
            begin(till, "till");
            till.createStatement().execute("prepare transaction 'order 4711'");
            till.setAutoCommit(true);
            try {
                fence();
                verify(202).body("waiting_for[0].gid", is("order 4711")).body("waiting_for[0].since", notNullValue());
            } finally {
                till.createStatement().execute("rollback prepared 'order 4711'");
            }
        }
        verify(200);
    }

    @Test
    void withoutAFenceEverybodyCountsWhoHasWritten() throws SQLException {
        try (Connection till = TestDatabase.connectAs("application")) {
            begin(till, "till");
            verify(202).body("waiting_for.application_name", is(List.of("till")));
            till.rollback();
        }
        verify(200);
    }

    @Test
    void aUsersNameInAnyColumnForUsersCounts() {
        UUID user = UUID.randomUUID();
        fill(tenant, 3);
        TestDatabase.execute("update lab.audit_logs set actor_id = '" + user + "' where tenant_id = '" + tenant + "'");
        TestDatabase.execute("update lab.recipes set user_id = '" + user + "' where tenant_id = '" + tenant + "'");

        given().auth()
                .oauth2(Tokens.service())
                .get("/api/v1/experiments/user/{user}/deletion-verification", user)
                .then()
                .statusCode(200)
                .body("user_id", is(user.toString()))
                .body("residual.audit_logs", is(3))
                .body("residual.recipes", is(3))
                .body("residual.versions", is(6))
                .body("total_residual", greaterThan(12));
    }

    @Test
    void onlyServicesVerify() {
        for (String token : List.of(Tokens.platformAdmin(), Tokens.user(UUID.randomUUID()))) {
            given().auth()
                    .oauth2(token)
                    .get(DATA + "/deletion-verification", tenant)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void itReadsTheRowsOfTheTenantAndNotEverybodys() {
        fill(tenant, 12);
        fill(UUID.randomUUID(), 3000);
        TestDatabase.execute("analyze");
        fence();
        purge();
        try (StatementLog log = new StatementLog()) {
            verify(200).body("total_residual", is(0));

            assertThat(log.touching("lab"))
                    .hasSize(2)
                    .allSatisfy(sql -> QueryPlan.assertFollowsTheRowsOf(tenant, sql, log.settings()));
        }
    }

    private void fence() {
        given().auth()
                .oauth2(Tokens.service())
                .post(DATA + "/deletion-fence", tenant)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse verify(int status) {
        return given().auth()
                .oauth2(Tokens.service())
                .get(DATA + "/deletion-verification", tenant)
                .then()
                .statusCode(status);
    }

    private static void withoutChecks(String sql) {
        TestDatabase.execute("set session_replication_role = replica; " + sql);
    }

    /** Begins a transaction that writes, for somebody else; gives the pid of its session. */
    private static int begin(Connection connection, String name) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set application_name = '" + name + "'");
            statement.execute("insert into lab.cities values (gen_random_uuid(), 'Bern')");
            try (var row = statement.executeQuery("select pg_backend_pid()")) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
