package io.tenantdeletion.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StopSwitchIT extends OrchestratorTest {

    private static final String PATH = "/api/v1/deletion-control";

    @Inject
    StopSwitch stopSwitch;

    private final UUID admin = UUID.randomUUID();

    @AfterEach
    void release() {
        set(false, null).then().statusCode(200);
        Awaitility.await().until(() -> !stopSwitch.isPaused());
    }

    @Test
    void isSetReadAndReleased() {
        set(true, "restoring a backup")
                .then()
                .statusCode(200)
                .body("paused", equalTo(true))
                .body("reason", equalTo("restoring a backup"))
                .body("changed_by", equalTo(admin.toString()))
                .body("changed_at", notNullValue());
        Api.service().get(PATH).then().statusCode(200).body("paused", equalTo(true));
        assertThat(released()).containsExactly("f");

        set(false, "backup is back")
                .then()
                .statusCode(200)
                .body("paused", equalTo(false))
                .body("reason", equalTo("backup is back"));
        assertThat(released()).containsExactly("t");
    }

    @Test
    void anotherReplicaNoticesBySelf() {
        TestDatabase.execute("update orchestrator.deletion_control set paused = true, reason = 'elsewhere',"
                + " changed_by = 'somebody', changed_at = now()");

        Awaitility.await().until(stopSwitch::isPaused);
    }

    @Test
    void everyChangeIsAuditedAndNothingElse() {
        set(true, "one");
        set(true, "one");
        set(true, "two");
        set(false, null);
        set(false, null);

        assertThat(Audit.actions("actor=" + admin))
                .containsExactly("control.paused", "control.paused", "control.released");
        JsonPath lines = Audit.lines("actor=" + admin);
        assertThat(lines.getString("items[2].reason")).isEqualTo("one");
        assertThat(lines.getString("items[2].source")).isEqualTo("127.0.0.1");
    }

    @Test
    void pausesAJobWhoseServiceIsNeverComplete() {
        FakeTenant tenant = platform.tenant();
        platform.onPurge("orders", tenant, Reply.incomplete(1, 0.5));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> platform.purges("orders", tenant).size() > 3);

        set(true, "looking at orders").then().statusCode(200);

        Awaitility.await().until(() -> "stop_switch".equals(Api.job(job).path("waiting_for")));
        Api.job(job).then().body("status", equalTo("in_progress")).body("next_attempt_at", nullValue());
        platform.onPurge("orders", tenant, Reply.complete(1));
        set(false, "looked").then().statusCode(200);
        Api.awaitStatus(job, "completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"paused\": true}",
                "{\"paused\": true, \"reason\": \" \"}",
                "{\"paused\": null, \"reason\": \"x\"}",
                "{\"reason\": \"x\"}",
                "{}",
                "",
                "nonsense",
                "{\"paused\": \"perhaps\", \"reason\": \"x\"}",
                "{\"paused\": true, \"reason\": \"zero \\u0000\"}"
            })
    void malformedWishesAreRefused(String body) {
        request().body(body).put(PATH).then().statusCode(400).contentType("application/problem+json");
        Api.service().get(PATH).then().body("paused", equalTo(false));
    }

    private static List<String> released() {
        return TestDatabase.query("select not exists (select from orchestrator.deletion_control where paused)");
    }

    private Response set(boolean paused, String reason) {
        Map<String, Object> body = new HashMap<>(Map.of("paused", paused));
        body.put("reason", reason);
        return request().body(body).put(PATH);
    }

    private io.restassured.specification.RequestSpecification request() {
        return Api.as(Tokens.platformAdmin(admin)).contentType(ContentType.JSON);
    }
}
