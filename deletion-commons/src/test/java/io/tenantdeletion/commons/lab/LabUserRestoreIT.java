package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user's rows come back, and rows of others name the user again; rows of a second user are compared with them. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabUserRestoreIT extends LabTest {

    private static final String USER_DATA = "/api/v1/experiments/user/{user}";
    private static final String KEY = LabRestoreTest.KEY;

    private final UUID user = UUID.randomUUID();
    private final UUID colleague = UUID.randomUUID();
    private final UUID elsewhere = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();
    private Map<String, List<String>> before;

    /** Every second recipe and product is the user's, in trees and cycles that are others' for the rest. */
    @BeforeEach
    void twoUsersInTwoTenants() {
        fill(tenant, 60);
        fill(elsewhere, 20);
        for (String table : List.of("recipes", "products")) {
            TestDatabase.execute("update lab." + table + " set user_id = case when get_byte(uuid_send(id), 0) % 2 = 0"
                    + " then '" + user + "'::uuid else '" + colleague + "'::uuid end where tenant_id in ('" + tenant
                    + "', '" + elsewhere + "')");
        }
        TestDatabase.execute("update lab.audit_logs set actor_id = '" + user + "' where tenant_id in ('" + tenant
                + "', '" + elsewhere + "') and get_byte(uuid_send(id), 0) % 2 = 0");
        before = TestDatabase.rows("lab");
    }

    @Test
    void everyRowComesBackAndIsTheUsersAgain() {
        asJob().post(USER_DATA + "/deletion-fence", user).then().statusCode(200);
        purge();
        assertThat(TestDatabase.rows("lab"))
                .as("rows went, and rows stayed without the user")
                .isNotEqualTo(before);
        assertThat(naming("products", user) + naming("recipes", user) + lines(user))
                .isZero();
        fenced("insert into lab.products values (gen_random_uuid(), '" + tenant + "', null, 'New', '" + user + "')");

        restore()
                .statusCode(200)
                .body("user_id", is(user.toString()))
                .body("tenant_id", is((Object) null))
                .body("service", is("laboratory"));

        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
        TestDatabase.execute(
                "insert into lab.products values (gen_random_uuid(), '" + tenant + "', null, 'New', '" + user + "')");
        assertThat(TestDatabase.query("select entry from tenant_deletion.restore_log l join"
                        + " tenant_deletion.restore_window w on w.id = l.window_id where w.job_id = '" + job + "'"))
                .isEmpty();
    }

    @Test
    void halfAPurgeIsUndoneAndSaysTheSameAgain() {
        call();

        Map<String, Integer> counts =
                restore().statusCode(200).extract().jsonPath().get("restored_counts");

        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
        restore().statusCode(200).body("restored_counts", is(counts));
        asJob().delete(USER_DATA, user).then().statusCode(409).body("type", is(problem("deletion-undone")));
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void aLineThatNamesSomebodyElseByNowStaysTheirs() {
        purge();
        String line = TestDatabase.query("select id from lab.audit_logs where actor_id is null limit 1")
                .get(0);
        TestDatabase.execute("update lab.audit_logs set actor_id = '" + colleague + "' where id = '" + line + "'");

        restore().statusCode(200);

        assertThat(TestDatabase.query("select actor_id from lab.audit_logs where id = '" + line + "'"))
                .containsExactly(colleague.toString());
        TestDatabase.execute("update lab.audit_logs set actor_id = '" + user + "' where id = '" + line + "'");
        assertThat(TestDatabase.rows("lab")).as("everything else").isEqualTo(before);
    }

    @Test
    void aRowThatIsGoneMeanwhileIsNotMissed() {
        purge();
        TestDatabase.execute("delete from lab.audit_logs where actor_id is null");

        restore().statusCode(200);

        assertThat(naming("products", user)).isPositive();
        assertThat(lines(user)).isZero();
    }

    @Test
    void rowsBelowOneThatIsAnothersByNowDoNotBecomeTheirs() {
        // Every version below them goes; what stays is held by the colleague's recipe.
        TestDatabase.execute("update lab.recipes set user_id = '" + user + "', current_version_id = null where id = "
                + id("recipe", 1) + "; update lab.recipes set user_id = '" + colleague
                + "', current_version_id = " + id("version", 60) + " where id = " + id("recipe", 2));
        purge();
        assertThat(TestDatabase.query("select user_id from lab.recipes where id = " + id("recipe", 1)))
                .containsExactly((String) null);
        TestDatabase.execute("update lab.recipes set user_id = '" + colleague + "' where id = " + id("recipe", 1));
        Map<String, List<String>> untouched = TestDatabase.rows("lab");

        restore()
                .statusCode(409)
                .body("type", is(problem("restore-refused")))
                .body("findings.code", hasItem("parent-gone"));

        assertThat(TestDatabase.rows("lab")).isEqualTo(untouched);
    }

    @Test
    void aRowOfATenantThatWasErasedMeanwhileDoesNotComeBack() {
        purge();
        given().auth()
                .oauth2(Tokens.service())
                .post(DATA + "/deletion-fence", elsewhere)
                .then()
                .statusCode(200);

        restore().statusCode(409).body("findings.code", hasItem("erased-meanwhile"));
    }

    @Test
    void whatIsForgottenDoesNotComeBack() {
        purge();

        asJob().delete(USER_DATA + "/restore", user).then().statusCode(204);

        restore().statusCode(410).body("type", is(problem("restore-window-over")));
    }

    @Test
    void whoWentLastComesBackFirst() {
        purge();
        UUID other = UUID.randomUUID();
        boolean complete = false;
        while (!complete) {
            complete = !Boolean.FALSE.equals(call(colleague, other).get("complete"));
        }

        // Rows of the first one hung on rows that went with the second.
        restore(user, job).statusCode(409).body("findings.code", hasItem("parent-gone"));
        restore(colleague, other).statusCode(200);
        restore(user, job).statusCode(200);

        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Override
    JsonPath call() {
        return call(user, job);
    }

    private static JsonPath call(UUID whose, UUID by) {
        return as(by).header("Deletion-Restore-Key", KEY)
                .header(
                        "Deletion-Restore-Until",
                        Instant.now().plus(Duration.ofDays(7)).toString())
                .delete(USER_DATA, whose)
                .then()
                .statusCode(oneOf(200, 202))
                .extract()
                .jsonPath();
    }

    private ValidatableResponse restore() {
        return restore(user, job);
    }

    private static ValidatableResponse restore(UUID whose, UUID by) {
        return as(by).header("Deletion-Restore-Key", KEY)
                .post(USER_DATA + "/restore", whose)
                .then();
    }

    private RequestSpecification asJob() {
        return as(job);
    }

    private static RequestSpecification as(UUID job) {
        return given().auth().oauth2(Tokens.service()).header("Deletion-Job-Id", job);
    }

    private static int naming(String table, UUID whom) {
        return TestDatabase.query("select 1 from lab." + table + " where user_id = '" + whom + "'")
                .size();
    }

    private static int lines(UUID whom) {
        return TestDatabase.query("select 1 from lab.audit_logs where actor_id = '" + whom + "'")
                .size();
    }

    private static void fenced(String insert) {
        assertThat(catchThrowable(() -> TestDatabase.execute(insert)))
                .as("no new row of an erased user")
                .isNotNull();
    }

    private String id(String kind, int number) {
        return "lab.id('" + tenant + "', '" + kind + "', " + number + ")";
    }

    private static String problem(String slug) {
        return "urn:tenant-deletion:problem:" + slug;
    }
}
