package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wish may contain, at its edges. */
@QuarkusTest
class StartInputIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void waitingForNoTimeIsNotWaiting() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));

        Response answer = Api.post(tenant, Api.service().header("Prefer", "wait=0"));

        answer.then().statusCode(202).header("Preference-Applied", "wait=0");
        gate.countDown();
        Api.awaitStatus(answer.<String>path("job_id"), "completed");
    }

    @Test
    void aNameThatNobodyUsesIsNotMeasured() {
        assertThat(jobOf(Map.of("tenant_id", tenant.id(), "tenant_name", "n".repeat(2000))))
                .containsEntry("tenant_name", tenant.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "contract\u0000ended", "\u001b[31mred", "\u007f"})
    void refusesAReasonWithControlCharacters(String reason) {
        start(Map.of("tenant_id", tenant.id(), "reason", reason))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", endsWith(":invalid-request"))
                .body("detail", containsString("reason"));
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void takesAReasonOfSeveralLinesInAnyScript() {
        String reason = "contract ended:\r\n\tpanadería 🥖 パン屋";

        assertThat(jobOf(Map.of("tenant_id", tenant.id(), "reason", reason))).containsEntry("reason", reason);
    }

    /** The job while it runs: afterwards it has no texts any more. */
    private Map<String, Object> jobOf(Map<String, Object> wish) {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));

        Response answer = start(wish, "wait=0");
        answer.then().statusCode(202);

        gate.countDown();
        Api.awaitStatus(answer.<String>path("job_id"), "completed");
        return answer.jsonPath().getMap("$");
    }

    private static Response start(Map<String, Object> wish) {
        return start(wish, "wait=20");
    }

    private static Response start(Map<String, Object> wish, String prefer) {
        return Api.service()
                .header("Prefer", prefer)
                .contentType(ContentType.JSON.withCharset("UTF-8"))
                .body(wish)
                .post(Api.JOBS);
    }
}
