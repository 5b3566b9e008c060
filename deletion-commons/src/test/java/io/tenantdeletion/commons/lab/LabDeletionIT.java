package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabDeletionIT {

    private static final String DATA = "/api/v1/lab/tenant/{tenant}";

    private final UUID tenant = UUID.randomUUID();
    private Map<String, List<String>> others;
    private int calls;

    @BeforeEach
    void anotherTenant() {
        fill(UUID.randomUUID(), 30);
        others = TestDatabase.rows("lab");
    }

    @AfterEach
    void empty() {
        TestDatabase.execute("truncate lab.cities, lab.recipes, lab.versions, lab.products cascade");
    }

    private static void fill(UUID tenant, int n) {
        TestDatabase.execute("call lab.fill('" + tenant + "', " + n + ")");
    }

    /** Calls until nothing is left; rows deleted per table, over all calls. */
    private Map<String, Integer> purge() {
        Map<String, Integer> counts = new TreeMap<>();
        boolean complete = false;
        for (calls = 0; !complete; calls++) {
            assertThat(calls).isLessThan(500);
            JsonPath answer = call();
            answer.<Map<String, Integer>>get("summary.deleted_counts")
                    .forEach((table, rows) -> counts.merge(table, rows, Integer::sum));
            complete = !Boolean.FALSE.equals(answer.get("complete"));
        }
        return counts;
    }

    private JsonPath call() {
        return given().auth()
                .oauth2(Tokens.service())
                .delete(DATA, tenant)
                .then()
                .statusCode(oneOf(200, 202))
                .extract()
                .jsonPath();
    }

    @Test
    void countsEveryRowBeforehand() {
        fill(tenant, 12);

        given().auth()
                .oauth2(Tokens.service())
                .get(DATA + "/deletion-preview", tenant)
                .then()
                .statusCode(200)
                .body("tenant_id", is(tenant.toString()))
                .body("service", is("laboratory"))
                .body(
                        "preview",
                        is(Map.of("ingredients", 36, "versions", 24, "notes", 12, "products", 12, "recipes", 12)))
                .body("total_records", is(96))
                .body("warning", containsString("permanently deleted"));
    }

    @Test
    void deletesEveryShapeAndNothingElse() {
        fill(tenant, 12);

        assertThat(purge())
                .isEqualTo(Map.of("ingredients", 36, "versions", 24, "notes", 12, "products", 12, "recipes", 12));
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void answersInTheShapeOfTheContract() {
        JsonPath answer = call();

        assertThat(answer.<Map<String, ?>>get("")).containsOnlyKeys("message", "summary");
        assertThat(answer.<Map<String, Object>>get("summary"))
                .containsOnlyKeys("tenant_id", "service_name", "success", "deleted_counts", "errors", "timestamp")
                .containsEntry("tenant_id", tenant.toString())
                .containsEntry("service_name", "laboratory")
                .containsEntry("success", true)
                .containsEntry("errors", List.of());
    }

    @Test
    void saysWhenItIsNotCompleteYet() {
        fill(tenant, 12);

        given().auth()
                .oauth2(Tokens.service())
                .delete(DATA, tenant)
                .then()
                .statusCode(202)
                .body("complete", is(false))
                .body("progress", lessThan(1f))
                .body("summary.success", is(true));
    }

    @Test
    void deletesALargeTenantInPartsOverManyCalls() {
        fill(tenant, 1000);

        assertThat(purge().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(8000);

        assertThat(calls).isGreaterThan(50);
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void deletesNothingTheSecondTime() {
        fill(tenant, 5);
        purge();

        assertThat(purge().values()).containsOnly(0);
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void deletesNothingWhereAnotherTenantRefersToTheRows() {
        fill(tenant, 5);
        UUID stranger = UUID.randomUUID();
        TestDatabase.execute("insert into lab.products select gen_random_uuid(), '" + stranger
                + "', id, 'Cuckoo' from lab.products where tenant_id = '" + tenant + "' limit 1");
        List<String> before = TestDatabase.query("select p::text from lab.products p order by id");

        int status = 202;
        for (int i = 0; i < 10 && status == 202; i++) {
            status =
                    given().auth().oauth2(Tokens.service()).delete(DATA, tenant).statusCode();
        }

        given().auth()
                .oauth2(Tokens.service())
                .delete(DATA, tenant)
                .then()
                .statusCode(409)
                .body("type", is("urn:tenant-deletion:problem:purge-blocked"))
                .body("constraint", is("products_parent_id_fkey"));
        assertThat(TestDatabase.query("select p::text from lab.products p order by id"))
                .isEqualTo(before);
    }

    @Test
    void refusesWhateverIsNotAUuid() {
        for (String id : List.of("42", "1-1-1-1-1", "%27%20or%201=1", tenant + "0")) {
            given().auth()
                    .oauth2(Tokens.service())
                    .urlEncodingEnabled(false)
                    .delete("/api/v1/lab/tenant/" + id)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", is("urn:tenant-deletion:problem:invalid-identifier"));
        }
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void doesNotKnowOtherServices() {
        given().auth()
                .oauth2(Tokens.service())
                .delete("/api/v1/flowers/tenant/{tenant}", tenant)
                .then()
                .statusCode(404)
                .body("type", is("urn:tenant-deletion:problem:unknown-service"))
                .body("detail", containsString("lab"));
    }

    @Test
    void answersProblemsForWrongMethodsAndHugeBodies() {
        given().auth()
                .oauth2(Tokens.service())
                .put(DATA, tenant)
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(Tokens.service())
                .body("x".repeat(200_000))
                .delete(DATA, tenant)
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", is("urn:tenant-deletion:problem:payload-too-large"));
        given().get("/no/such/address").then().statusCode(404).contentType("application/problem+json");
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void refusesTokensThatAreNotAServices() {
        fill(tenant, 3);
        Map<String, List<String>> before = TestDatabase.rows("lab");
        for (String token :
                List.of(Tokens.expired(), Tokens.forged(), Tokens.wrongAudience(), Tokens.wrongIssuer(), "rubbish")) {
            given().auth()
                    .oauth2(token)
                    .delete(DATA, tenant)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("Bearer"))
                    .body("instance", is("/api/v1/lab/tenant/" + tenant));
        }
        given().delete(DATA, tenant).then().statusCode(401);
        for (String token : List.of(
                Tokens.user(UUID.randomUUID()), Tokens.platformAdmin(), Tokens.selfPromoted(UUID.randomUUID()))) {
            given().auth().oauth2(token).delete(DATA, tenant).then().statusCode(403);
        }
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void saysItsPlansAreValid() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'Deletion plans' }.status", is("UP"))
                .body("checks.find { it.name == 'Deletion plans' }.data", is(aMapWithSize(1)));
    }

    @Test
    void deletesNothingWhileATableIsNotCovered() {
        fill(tenant, 3);
        Map<String, List<String>> before = TestDatabase.rows("lab");
        TestDatabase.execute("create table lab.loyalty_cards (id uuid primary key, tenant_id uuid not null)");
        try {
            given().auth()
                    .oauth2(Tokens.service())
                    .delete(DATA, tenant)
                    .then()
                    .statusCode(503)
                    .body("type", is("urn:tenant-deletion:problem:invalid-plan"));
            given().get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body(
                            "checks.find { it.name == 'Deletion plans' }.data.reason",
                            containsString("the log says why"));
        } finally {
            TestDatabase.execute("drop table lab.loyalty_cards");
        }
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void showsItsMetrics() {
        fill(tenant, 1);
        purge();

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("tenant_deletion_duration_seconds_count{service=\"laboratory\"}"))
                .body(containsString("tenant_deletion_items_deleted_total{service=\"laboratory\"}"))
                .body(containsString("tenant_deletion_errors_total{service=\"laboratory\"}"));
    }
}
