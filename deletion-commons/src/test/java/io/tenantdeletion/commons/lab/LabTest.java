package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two tenants in the laboratory's schema: one to delete, and the others. */
abstract class LabTest {

    static final String DATA = "/api/v1/lab/tenant/{tenant}";

    UUID tenant = UUID.randomUUID();
    Map<String, List<String>> others;
    int calls;

    @BeforeEach
    void anotherTenant() {
        fill(UUID.randomUUID(), 30);
        others = TestDatabase.rows("lab");
    }

    @AfterEach
    void empty() {
        TestDatabase.execute("truncate lab.audit_logs, lab.cities, lab.recipes, lab.versions, lab.products cascade");
    }

    static void fill(UUID tenant, int n) {
        TestDatabase.execute("call lab.fill('" + tenant + "', " + n + ")");
    }

    /** Calls until nothing is left; rows deleted per table, over all calls. */
    Map<String, Integer> purge() {
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

    JsonPath call() {
        return given().auth()
                .oauth2(Tokens.service())
                .delete(DATA, tenant)
                .then()
                .statusCode(oneOf(200, 202))
                .extract()
                .jsonPath();
    }
}
