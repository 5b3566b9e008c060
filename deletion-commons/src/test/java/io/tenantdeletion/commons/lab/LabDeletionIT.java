package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabDeletionIT extends LabTest {

    private static final Map<String, Integer> EVERY_ROW =
            Map.of("audit_logs", 12, "ingredients", 36, "versions", 24, "notes", 12, "products", 12, "recipes", 12);

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
                .body("preview", is(EVERY_ROW))
                .body("total_records", is(108))
                .body("warning", containsString("permanently deleted"));
    }

    @Test
    void deletesEveryShapeAndNothingElse() {
        fill(tenant, 12);

        assertThat(purge()).isEqualTo(EVERY_ROW);
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
    @Tag("long")
    void deletesALargeTenantInPartsOverManyCalls() {
        fill(tenant, 600);

        assertThat(purge().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(5400);

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
    void showsItsMetrics() {
        fill(tenant, 1);
        purge();

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("tenant_deletion_duration_seconds_count{service=\"lab\"}"))
                .body(containsString("tenant_deletion_items_deleted_total{service=\"lab\"}"))
                .body(containsString("tenant_deletion_errors_total{service=\"lab\"}"));
    }
}
