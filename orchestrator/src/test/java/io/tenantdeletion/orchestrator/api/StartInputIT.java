package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may contain, at its edges. */
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
    void aNameIsTakenThoughNobodyUsesIt() {
        assertThat(jobOf(Map.of("tenant_id", tenant.id(), "tenant_name", "n".repeat(200))))
                .containsEntry("tenant_name", tenant.name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"tenant_name": "x"}                                | tenant_id must not be null
            {"tenant_id": "%1$s", "tenant_name": "%2$s"}        | tenant_name size must be
            {"tenant_id": "%1$s", "requested_as": "king"}       | requested_as is owner
            {"tenant_id": "%1$s", "reason": 5}                  | reason must be text
            {"tenant_id": "%1$s", "reason": true}               | reason must be text
            {"tenant_id": "%1$s", "reason": ["a"]}              | reason must be text
            {"tenant_id": "%1$s", "reason": "half \\ud83e"}     | reason contains half a character
            {"tenant_id": "%1$s", "lift_limits": "true"}        | not the JSON
            {"tenant_id": "%1$s", "lift_limits": 1}             | not the JSON
            {"tenant_id": 5}                                    | not the JSON
            {"tenant_id": "%1$s", "retention": 5}               | retention must be text
            {"tenant_id": "%1$s", "retention": "P999999999999D"} | retention takes
            {"tenant_id": "%1$s", "retention": "PT9223372036854775807S"} | retention takes
            {"tenant_id": "%1$s", "retention": "-P1D"}          | retention takes
            """)
    void refusesWhatIsOfAnotherKind(String body, String detail) {
        Api.service()
                .contentType(ContentType.JSON)
                .body(body.formatted(tenant.id(), "n".repeat(201)))
                .post(Api.JOBS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(detail));
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+10000-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "-169108099-01-01T00:00:00Z", "soon", "5"})
    void refusesTimesThatMakeNoSense(String time) {
        for (String name : new String[] {"from", "to"}) {
            Api.as(Tokens.platformAdmin())
                    .queryParam(name, time)
                    .get("/api/v1/audit")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString(name + " takes a time"));
        }
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
    private Map<String, Object> jobOf(Map<String, Object> body) {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));

        Response answer = start(body, "wait=0");
        answer.then().statusCode(202);

        gate.countDown();
        Api.awaitStatus(answer.<String>path("job_id"), "completed");
        return answer.jsonPath().getMap("$");
    }

    private static Response start(Map<String, Object> body) {
        return start(body, "wait=20");
    }

    private static Response start(Map<String, Object> body, String prefer) {
        return Api.service()
                .header("Prefer", prefer)
                .contentType(ContentType.JSON.withCharset("UTF-8"))
                .body(body)
                .post(Api.JOBS);
    }
}
