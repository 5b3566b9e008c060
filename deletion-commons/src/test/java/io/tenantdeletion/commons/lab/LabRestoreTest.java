package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A tenant whose deletion can be undone. */
abstract class LabRestoreTest extends LabTest {

    static final String RESTORE = DATA + "/restore";
    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    static final String OTHER_KEY = "_______________________________________________".substring(4);
    static final Map<String, Integer> EVERY_ROW =
            Map.of("audit_logs", 12, "ingredients", 36, "versions", 24, "notes", 12, "products", 12, "recipes", 12);

    final UUID job = UUID.randomUUID();
    Map<String, List<String>> before;
    Instant until = Instant.now().plus(Duration.ofDays(7));

    @BeforeEach
    void aTenant() {
        fill(tenant, 12);
        before = TestDatabase.rows("lab");
    }

    @Override
    JsonPath call() {
        return purgeOnce();
    }

    JsonPath purgeOnce() {
        return asJob().header("Deletion-Restore-Key", KEY)
                .header("Deletion-Restore-Until", until.toString())
                .delete(DATA, tenant)
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 202))
                .extract()
                .jsonPath();
    }

    void fence() {
        asJob().post(DATA + "/deletion-fence", tenant).then().statusCode(200);
    }

    void nothingIsLeftOutsideTheLog() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        asJob().get(DATA + "/deletion-verification", tenant).statusCode() == 200);
        asJob().get(DATA + "/deletion-verification", tenant).then().body("total_residual", is(0));
    }

    ValidatableResponse restore(String key) {
        return asJob().header("Deletion-Restore-Key", key).post(RESTORE, tenant).then();
    }

    /** Nothing is changed, not even the fence. */
    void refused(String code) {
        Map<String, List<String>> untouched = TestDatabase.rows("lab");
        String entries = logged();
        restore(KEY)
                .statusCode(409)
                .body("type", is("urn:tenant-deletion:problem:restore-refused"))
                .body("findings.code", hasItem(code));
        assertThat(TestDatabase.rows("lab")).isEqualTo(untouched);
        assertThat(logged()).isEqualTo(entries).isNotEqualTo("0");
    }

    void over() {
        restore(KEY).statusCode(410).body("type", is("urn:tenant-deletion:problem:restore-window-over"));
    }

    String logged() {
        return TestDatabase.query("select count(*) from tenant_deletion.restore_log l"
                        + " join tenant_deletion.restore_window w on w.id = l.window_id where w.job_id = '" + job + "'")
                .get(0);
    }

    RequestSpecification asJob() {
        return given().auth().oauth2(Tokens.service()).header("Deletion-Job-Id", job);
    }
}
