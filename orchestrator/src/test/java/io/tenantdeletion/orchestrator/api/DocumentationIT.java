package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document. */
@QuarkusTest
class DocumentationIT extends OrchestratorTest {

    private static final List<String> PATHS = List.of(
            "/api/v1/audit",
            "/api/v1/audit/verification",
            "/api/v1/certificates",
            "/api/v1/certificates/keys",
            "/api/v1/deletion-control",
            "/api/v1/deletion-jobs",
            "/api/v1/deletion-jobs/{job_id}",
            "/api/v1/deletion-jobs/{job_id}/retry",
            "/api/v1/deletion-jobs/{job_id}/cancel",
            "/api/v1/deletion-jobs/{job_id}/abort",
            "/api/v1/deletion-jobs/{job_id}/restore",
            "/api/v1/deletion-jobs/{job_id}/steps/{service}/leave-out",
            "/api/v1/deletion-jobs/{job_id}/approve",
            "/api/v1/deletion-jobs/{job_id}/reject",
            "/api/v1/deletion-jobs/tenant/{tenant_id}",
            "/api/v1/deletion-jobs/tenant/{tenant_id}/latest",
            "/api/v1/deletion-jobs/user/{user_id}",
            "/api/v1/deletion-jobs/user/{user_id}/latest",
            "/api/v1/deletion-jobs/{job_id}/report",
            "/api/v1/deletion-jobs/{job_id}/certificate",
            "/api/v1/deletion-preview/tenant/{tenant_id}/report",
            "/api/v1/events",
            "/api/v1/events/dead-letters",
            "/api/v1/events/dead-letters/{sink}/replay",
            "/api/v1/events/dead-letters/{sink}/{event_id}/replay",
            "/api/v1/legal-holds",
            "/api/v1/legal-holds/{subject_id}",
            "/api/v1/services",
            "/api/v1/webhooks",
            "/api/v1/webhooks/{webhook_id}",
            "/api/v1/webhooks/{webhook_id}/rotate-secret",
            "/api/v1/webhooks/{webhook_id}/test",
            "/api/v1/webhooks/{webhook_id}/deliveries",
            "/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver",
            "/api/v1/services/{service}/check",
            "/api/v1/services/{service}/replay-erasures",
            "/api/v1/services/{service}/replay-erasures/{replay_id}",
            "/api/v1/services/{service}/replay-erasures/{replay_id}/cancel",
            "/api/v1/findings",
            "/api/v1/findings/{finding_id}/resolve",
            "/api/v1/findings/resolve",
            "/api/v1/auth/users/{user_id}",
            "/api/v1/auth/users/{user_id}/deletion-preview",
            "/api/v1/auth/me/account",
            "/api/v1/deletion-preview/tenant/{tenant_id}");

    private JsonPath document;

    @BeforeEach
    void read() {
        document = RestAssured.get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void describesEveryCall() {
        assertThat(document.<String, Object>getMap("paths").keySet()).containsExactlyInAnyOrderElementsOf(PATHS);
    }

    @Test
    void givesAnExampleOfEveryAnswerAndProblem() {
        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            Map<String, Map<String, Object>> responses = as(operation.get("responses"));
            assertThat(responses.keySet()).as(method + " " + path).contains("400", "401", "403", "500");
            responses.forEach((status, response) -> {
                if (status.equals("204")) {
                    return;
                }
                Map<String, Map<String, Object>> content = as(response.get("content"));
                assertThat(content).as(method + " " + path + " " + status).isNotEmpty();
                content.forEach((type, body) -> assertThat(body)
                        .as(method + " " + path + " " + status + " " + type)
                        .containsKey("example"));
            });
        }));
    }

    @Test
    void anExampleHasTheFieldsOfARealAnswer() {
        Map<String, Object> example = document.getMap(
                "paths.'/api/v1/deletion-jobs/{job_id}'.get.responses.'200'.content.'application/json'.example");
        Map<String, Object> real = Api.run(platform.tenant()).jsonPath().getMap("$");

        assertThat(example.keySet()).containsExactlyInAnyOrderElementsOf(real.keySet());
    }

    @Test
    void anExampleOfTheAuditLogHasTheFieldsOfARealAnswer() {
        Api.run(platform.tenant());
        String path = "paths.'/api/v1/audit'.get.responses.'200'.content.";
        Map<String, Object> page = document.getMap(path + "'application/json'.example");
        Map<String, Object> line = document.getMap(path + "'application/x-ndjson'.example");
        JsonPath real = Api.as(Tokens.platformAdmin())
                .get("/api/v1/audit?action=deletion.requested")
                .jsonPath();

        assertThat(page.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        real.<String, Object>getMap("$").keySet());
        assertThat(line.keySet())
                .containsAll(List.of("seq", "event_id", "at", "actor", "action", "outcome", "detail", "hash"));
        assertThat(real.<String, Object>getMap("items[0]").keySet()).contains("prev_hash", "job_id");
    }

    @Test
    void anExampleOfTheStopSwitchHasTheFieldsOfARealAnswer() {
        Map<String, Object> example = document.getMap(
                "paths.'/api/v1/deletion-control'.get.responses.'200'.content.'application/json'.example");

        assertThat(example.keySet())
                .containsExactlyInAnyOrderElementsOf(Api.service()
                        .get("/api/v1/deletion-control")
                        .jsonPath()
                        .<String, Object>getMap("$")
                        .keySet());
    }

    @Test
    void showsWhatEachCallTakes() {
        assertThat(document.<String, Object>getMap(
                        "paths.'/api/v1/audit'.post.requestBody.content.'application/json'.example"))
                .containsOnlyKeys("events");
        assertThat(document.<String, Object>getMap(
                        "paths.'/api/v1/deletion-control'.put.requestBody.content.'application/json'.example"))
                .containsOnlyKeys("paused", "reason");
    }

    @SuppressWarnings("unchecked")
    private static <T> T as(Object value) {
        return (T) value;
    }
}
