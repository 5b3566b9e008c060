package io.tenantdeletion.services.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.EarlierRelease;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A purge that an earlier release has begun is ended by the present one, and the fence it has set still stands. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(
        value = EarlierRelease.class,
        initArgs = {
            @ResourceArg(name = "orders", value = "src/main/resources/db/migration/orders@2"),
            @ResourceArg(
                    name = "tenant_deletion",
                    value = "../deletion-commons/src/main/resources/db/tenant_deletion@2"),
            @ResourceArg(name = "script", value = "src/test/resources/orders-of-release-2.sql")
        })
@Tag("long")
class UpgradeIT {

    private static final String DATA = "/api/v1/orders/tenant/{tenant}";
    private static final String BEGUN = "00000000-0000-4000-8000-0000000000b1";
    private static final String OTHER = "00000000-0000-4000-8000-0000000000b2";
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    @Test
    void aPurgeGoesOnAndItsCountsAreWhole() {
        assertThatThrownBy(() -> insert(BEGUN)).hasStackTraceContaining("no new rows in orders.orders");
        List<String> others = rows(OTHER);

        as("00000000-0000-4000-8000-0000000000a1")
                .delete(DATA, BEGUN)
                .then()
                .statusCode(200)
                .body("summary.deleted_counts.orders", equalTo(1))
                .body("summary.deleted_counts.customers", equalTo(1))
                .body("summary.job_counts.orders", equalTo(1))
                .body("summary.job_counts.order_items", equalTo(40))
                .body("summary.job_counts.customer_preferences", equalTo(2));

        as("00000000-0000-4000-8000-0000000000a1")
                .get(DATA + "/deletion-verification", BEGUN)
                .then()
                .statusCode(200)
                .body("total_residual", equalTo(0));
        assertThat(rows(BEGUN)).isEmpty();
        assertThat(rows(OTHER)).isEqualTo(others);
        assertThatThrownBy(() -> insert(BEGUN)).hasStackTraceContaining("no new rows in orders.orders");
    }

    @Test
    void aTenantOfBeforeIsDeletedAndRestored() {
        Map<String, List<String>> before = TestDatabase.rows("orders");
        String job = "00000000-0000-4000-8000-0000000000a2";

        as(job).header("Deletion-Restore-Key", KEY)
                .header(
                        "Deletion-Restore-Until",
                        Instant.now().plus(Duration.ofDays(7)).toString())
                .delete(DATA, OTHER)
                .then()
                .statusCode(200)
                .body("summary.deleted_counts.order_items", equalTo(1));
        as(job).header("Deletion-Restore-Key", KEY)
                .post(DATA + "/restore", OTHER)
                .then()
                .statusCode(200)
                .body("total_restored", equalTo(4));

        assertThat(TestDatabase.rows("orders")).isEqualTo(before);
    }

    private static RequestSpecification as(String job) {
        return given().auth().oauth2(Tokens.service()).header("Deletion-Job-Id", job);
    }

    private static List<String> rows(String tenant) {
        return TestDatabase.query("select t::text from orders.customers t where tenant_id = '%1$s'".formatted(tenant)
                + " union all select t::text from orders.orders t where tenant_id = '"
                + tenant + "' order by 1");
    }

    private static void insert(String tenant) {
        TestDatabase.execute(
                "insert into orders.orders (id, tenant_id, order_number, status, total_amount, currency, created_at)"
                        + " values (gen_random_uuid(), '" + tenant + "', 'late', 'open', 1, 'EUR', now())");
    }
}
