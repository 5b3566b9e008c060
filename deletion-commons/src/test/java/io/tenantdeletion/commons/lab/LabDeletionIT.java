package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = PlatformTestResource.class,
        initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabDeletionIT {

    private static final String DATA = "/api/v1/lab/tenant/{tenant}";

    private final UUID tenant = UUID.randomUUID();
    private Map<String, List<String>> others;

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

    private JsonPath delete(int status) {
        return given().auth()
                .oauth2(Tokens.service())
                .delete(DATA, tenant)
                .then()
                .statusCode(status)
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
                .body("preview", is(Map.of(
                        "ingredients", 36, "versions", 24, "notes", 12, "products", 12, "recipes", 12)))
                .body("total_records", is(96))
                .body("warning", containsString("permanently deleted"));
    }

    @Test
    void deletesEveryShapeAndNothingElse() {
        fill(tenant, 12);

        JsonPath answer = delete(200);

        assertThat(answer.<Map<String, Integer>>get("summary.deleted_counts"))
                .isEqualTo(Map.of("ingredients", 36, "versions", 24, "notes", 12, "products", 12, "recipes", 12));
        assertThat(answer.getString("summary.service_name")).isEqualTo("laboratory");
        assertThat(answer.getBoolean("summary.success")).isTrue();
        assertThat(answer.<Map<String, ?>>get("")).doesNotContainKeys("complete", "progress");
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void deletesALargeTenantInPartsOverSeveralCalls() {
        fill(tenant, 1000);

        int calls = 1;
        int deleted = 0;
        JsonPath answer = deleteAny();
        deleted += total(answer);
        while (Boolean.FALSE.equals(answer.get("complete"))) {
            answer = deleteAny();
            deleted += total(answer);
            assertThat(++calls).isLessThan(2000);
        }

        assertThat(calls).isGreaterThan(10);
        assertThat(deleted).isEqualTo(8000);
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    private JsonPath deleteAny() {
        return given().auth().oauth2(Tokens.service()).delete(DATA, tenant).jsonPath();
    }

    private static int total(JsonPath answer) {
        return answer.<Map<String, Integer>>get("summary.deleted_counts").values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    @Test
    void deletesNothingTheSecondTime() {
        fill(tenant, 5);
        delete(200);

        JsonPath again = delete(200);

        assertThat(total(again)).isZero();
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void deletesNothingWhereAnotherTenantRefersToTheRows() {
        fill(tenant, 5);
        UUID stranger = UUID.randomUUID();
        TestDatabase.execute("insert into lab.products select gen_random_uuid(), '" + stranger
                + "', id, 'Cuckoo' from lab.products where tenant_id = '" + tenant + "' limit 1");
        Map<String, List<String>> before = TestDatabase.rows("lab");

        JsonPath problem = delete(409);

        assertThat(problem.getString("type")).isEqualTo("urn:tenant-deletion:problem:purge-blocked");
        assertThat(problem.getString("table")).isEqualTo("products");
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
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
                .statusCode(413);
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void refusesTokensThatAreNotAServices() {
        fill(tenant, 3);
        Map<String, List<String>> before = TestDatabase.rows("lab");
        for (String token : List.of(
                Tokens.expired(), Tokens.forged(), Tokens.wrongAudience(), Tokens.wrongIssuer(), "rubbish")) {
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
    void showsItsMetrics() {
        fill(tenant, 1);
        delete(200);

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("tenant_deletion_duration_seconds_count{service=\"laboratory\"}"))
                .body(containsString("tenant_deletion_items_deleted_total{service=\"laboratory\"}"))
                .body(containsString("tenant_deletion_errors_total{service=\"laboratory\"}"));
    }

    @Test
    void leavesTheErrorsOutOfASuccess() {
        assertThat(delete(200).getList("summary.errors")).isEmpty();
        given().get("/q/openapi?format=json").then().statusCode(200).body("paths.size()", is(2)).body("x", nullValue());
    }
}
