package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A fence by its calls; what it refuses in which table is tested beside its functions. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabFenceIT extends LabTest {

    private static final String FENCE = DATA + "/deletion-fence";
    private static final String USER_FENCE = "/api/v1/experiments/user/{user}/deletion-fence";

    @Test
    void noRowComesInWhileItStands() throws SQLException {
        fill(tenant, 3);

        fence(200)
                .body("tenant_id", is(tenant.toString()))
                .body("service", is("laboratory"))
                .body("plan_version", matchesPattern("[0-9a-f]{16}"))
                .body("fenced_at", matchesPattern("\\d{4}-.*Z"));

        refused("insert into lab.products (id, tenant_id, name) values (gen_random_uuid(), '" + tenant + "', 'Late')");
        refused("insert into lab.versions select gen_random_uuid(), id, 7 from lab.recipes where tenant_id = '" + tenant
                + "' limit 1");
        refused("update lab.products set tenant_id = '" + tenant + "' where tenant_id <> '" + tenant + "'");
        passes("insert into lab.products (id, tenant_id, name) values (gen_random_uuid(), gen_random_uuid(), 'Bread')");
    }

    @Test
    void itStaysAfterThePurge() throws SQLException {
        fill(tenant, 3);
        fence(200);

        purge();

        refused("insert into lab.audit_logs values (gen_random_uuid(), '" + tenant + "', null, 'baked')");
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void aSecondCallKeepsTheTimeOfTheFirst() {
        String first = fence(200).extract().jsonPath().getString("fenced_at");

        fence(200).body("fenced_at", is(first));
        assertThat(TestDatabase.query(
                        "select snapshot is not null from tenant_deletion.fence where subject_id = '" + tenant + "'"))
                .containsExactly("t");
    }

    @Test
    void nobodyIsFencedWhoseDeletionIsRefused() throws SQLException {
        TestDatabase.execute("create table lab.loyalty_cards (id uuid primary key, tenant_id uuid not null)");
        try {
            fence(409)
                    .body("type", is("urn:tenant-deletion:problem:deletion-refused"))
                    .body("findings.table", hasItem("lab.loyalty_cards"));
        } finally {
            TestDatabase.execute("drop table lab.loyalty_cards");
        }
        passes("insert into lab.audit_logs values (gen_random_uuid(), '" + tenant + "', null, 'baked')");
    }

    @Test
    void aJobLiftsItWhileNothingIsPurged() throws SQLException {
        fence(200);

        lift(Tokens.service(), 204);
        lift(Tokens.service(), 204);

        passes("insert into lab.audit_logs values (gen_random_uuid(), '" + tenant + "', null, 'baked')");
    }

    @Test
    void aJobLiftsNoFenceThatAnotherHasSetSince() throws SQLException {
        UUID earlier = UUID.randomUUID();
        UUID later = UUID.randomUUID();
        setOrLift(Method.POST, earlier, 200);
        setOrLift(Method.POST, later, 200);

        setOrLift(Method.DELETE, earlier, 204);

        refused("insert into lab.audit_logs values (gen_random_uuid(), '" + tenant + "', null, 'baked')");
        setOrLift(Method.DELETE, later, 204);
        passes("insert into lab.audit_logs values (gen_random_uuid(), '" + tenant + "', null, 'baked')");
    }

    @Test
    void onlyAPlatformAdminLiftsItOnceAPurgeHasBegun() throws SQLException {
        fill(tenant, 1);
        fence(200);
        purge();

        lift(Tokens.service(), 409).body("type", is("urn:tenant-deletion:problem:fence-stays"));
        refused("insert into lab.audit_logs values (gen_random_uuid(), '" + tenant + "', null, 'baked')");
        lift(Tokens.platformAdmin(), 204);
        passes("insert into lab.audit_logs values (gen_random_uuid(), '" + tenant + "', null, 'baked')");
    }

    @Test
    void nobodyElseSetsOrLiftsIt() {
        for (String token : new String[] {Tokens.user(UUID.randomUUID()), Tokens.platformAdmin()}) {
            given().auth().oauth2(token).post(FENCE, tenant).then().statusCode(403);
        }
        lift(Tokens.user(UUID.randomUUID()), 403);
        given().post(FENCE, tenant).then().statusCode(401);
        given().auth().oauth2(Tokens.service()).post(FENCE, "42").then().statusCode(400);
        given().auth()
                .oauth2(Tokens.service())
                .post("/api/v1/nobody/tenant/{tenant}/deletion-fence", tenant)
                .then()
                .statusCode(404);
    }

    @Test
    void itWaitsForAWriterWithASnapshotOfItsOwnAndSaysForWhom() throws SQLException {
        try (Connection till = TestDatabase.connectAs("application");
                Statement statement = till.createStatement()) {
            till.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read");
            statement.execute("set application_name = 'till'");
            // Whoever has ever been fenced makes such writers take a lock.
            fenceSomebodyElse();
            statement.execute("insert into lab.audit_logs values (gen_random_uuid(), '" + tenant + "', null, 'baked')");

            fence(503)
                    .header("Retry-After", "5")
                    .body("type", is("urn:tenant-deletion:problem:purge-waits"))
                    .body("waiting_for[0].application_name", is("till"));
            till.commit();
        }
        fence(200);
    }

    @Test
    void noRowNamesAFencedUser() throws SQLException {
        UUID user = UUID.randomUUID();

        given().auth()
                .oauth2(Tokens.service())
                .post(USER_FENCE, user)
                .then()
                .statusCode(200)
                .body("user_id", is(user.toString()))
                .body("service", is("laboratory"));

        assertThatThrownBy(() -> write("insert into lab.audit_logs values (gen_random_uuid(), gen_random_uuid(), '"
                        + user + "', 'baked')"))
                .hasMessageContaining(
                        "user " + user + " is being deleted or was deleted: no new rows in lab.audit_logs");
        given().auth().oauth2(Tokens.service()).delete(USER_FENCE, user).then().statusCode(204);
        passes("insert into lab.audit_logs values (gen_random_uuid(), gen_random_uuid(), '" + user + "', 'baked')");
    }

    @Test
    void aTableThatHasLostItsTriggerIsFound() {
        TestDatabase.execute("alter table lab.products disable trigger tenant_deletion_fence_insert");
        try {
            fence(409)
                    .body("findings.code", hasItem("fence-missing"))
                    .body("findings.table", hasItem(containsString("lab.products")));
        } finally {
            TestDatabase.execute("alter table lab.products enable always trigger tenant_deletion_fence_insert");
        }
    }

    private static void fenceSomebodyElse() {
        given().auth()
                .oauth2(Tokens.service())
                .post(FENCE, UUID.randomUUID())
                .then()
                .statusCode(200);
    }

    private ValidatableResponse fence(int status) {
        return given().auth()
                .oauth2(Tokens.service())
                .post(FENCE, tenant)
                .then()
                .statusCode(status);
    }

    private void setOrLift(Method method, UUID job, int status) {
        given().auth()
                .oauth2(Tokens.service())
                .header("Deletion-Job-Id", job)
                .request(method, FENCE, tenant)
                .then()
                .statusCode(status);
    }

    private ValidatableResponse lift(String token, int status) {
        return given().auth().oauth2(token).delete(FENCE, tenant).then().statusCode(status);
    }

    private void refused(String sql) {
        assertThatThrownBy(() -> write(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("tenant " + tenant + " is being deleted or was deleted: no new rows in lab.");
    }

    private static void passes(String sql) {
        assertThatCode(() -> write(sql)).doesNotThrowAnyException();
    }

    private static void write(String sql) throws SQLException {
        try (Connection application = TestDatabase.connectAs("application");
                Statement statement = application.createStatement()) {
            statement.execute(sql);
        }
    }
}
