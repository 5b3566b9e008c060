package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever text a service sends, its job ends, and what is kept of the text is plain and short. */
@QuarkusTest
class ForeignTextIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void aNameOfATableCannotKeepAJobFromEnding() {
        platform.onPurge("pos", tenant, withThings("thi\\u0000\\nngs", "[]", true));

        Api.run(tenant)
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("service_results.pos.deleted_counts.'thi ngs'", equalTo(4));
    }

    @Test
    void keepsErrorsPlainShortAndFew() {
        String many = IntStream.range(0, 300)
                .mapToObj(index -> "\"locked\\u0000\\r\\n\\u001b[31m" + "x".repeat(3000) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        platform.onPurge("pos", tenant, withThings("things", many, false));
        platform.onPurge("orders", tenant, new Reply(400, "no\u0000\u001b[31m way" + "y".repeat(5000), null));

        JsonPath job = Api.run(tenant).then().statusCode(200).extract().body().jsonPath();

        assertThat(job.getString("status")).isEqualTo("failed");
        List<String> pos = job.getList("service_results.pos.errors");
        assertThat(pos)
                .hasSizeLessThan(30)
                .anySatisfy(error -> assertThat(error).startsWith("locked [31m"));
        assertThat(pos.get(pos.size() - 1)).contains("280 more");
        assertThat(job.<String>getList("service_results.orders.errors"))
                .singleElement()
                .asString()
                .startsWith("refused: status 400 no [31m way");
        assertThat(job.<String>getList("error_log"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(700).matches("\\P{Cc}*"));
    }

    private static Reply withThings(String table, String errors, boolean success) {
        String body = Reply.complete(4).body().replace("\"things\"", "\"" + table + "\"");
        return Reply.body(body.replace("[]", errors).replace("\"success\": true", "\"success\": " + success));
    }
}
