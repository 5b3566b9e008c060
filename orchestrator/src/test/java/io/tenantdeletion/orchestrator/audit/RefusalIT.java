package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.RefusalTrail;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal leaves a line. */
@QuarkusTest
class RefusalIT extends OrchestratorTest {

    @Inject
    RefusalTrail trail;

    private final FakeTenant tenant = platform.tenant();

    @ParameterizedTest(name = "{0}")
    @CsvSource({"nobody", "expired", "forged", "wrong audience", "wrong issuer", "nonsense"})
    void withoutAValidToken(String caller) {
        RequestSpecification request = switch (caller) {
            case "nobody" -> RestAssured.given();
            case "expired" -> Api.as(Tokens.expired());
            case "forged" -> Api.as(Tokens.forged());
            case "wrong audience" -> Api.as(Tokens.wrongAudience());
            case "wrong issuer" -> Api.as(Tokens.wrongIssuer());
            default -> Api.as("nonsense");
        };

        request.get("/api/v1/deletion-preview/tenant/" + tenant.id()).then().statusCode(401);

        Map<String, Object> line = Audit.line("subject=" + tenant.id());
        assertThat(line)
                .containsEntry("actor", "anonymous")
                .containsEntry("action", "request.refused")
                .containsEntry("outcome", "refused")
                .containsEntry("reason", "unauthenticated")
                .containsEntry("source", "127.0.0.1")
                .containsEntry(
                        "detail",
                        Map.of("method", "GET", "path", "/api/v1/deletion-preview/tenant/{tenant_id}", "status", 401));
    }

    @Test
    void byRole() {
        UUID user = UUID.randomUUID();

        Api.as(Tokens.user(user)).get("/api/v1/deletion-control").then().statusCode(403);

        assertThat(Audit.line("actor=" + user))
                .containsEntry("reason", "forbidden")
                .containsEntry("detail", Map.of("method", "GET", "path", "/api/v1/deletion-control", "status", 403));
    }

    @Test
    void byMembership() {
        Api.as(Tokens.user(tenant.member()))
                .get("/api/v1/deletion-preview/tenant/" + tenant.id())
                .then()
                .statusCode(403);

        assertThat(Audit.line("actor=" + tenant.member()))
                .containsEntry("subject", tenant.id().toString())
                .containsEntry("reason", "forbidden");
    }

    @Test
    void becauseOfAConflict() {
        String job = Api.run(tenant).path("job_id");
        UUID user = UUID.randomUUID();

        onBehalfOf(user).post("/api/v1/deletion-jobs/" + job + "/retry").then().statusCode(409);

        Map<String, Object> line = Audit.line("actor=" + user);
        assertThat(line)
                .containsEntry("job_id", job)
                .containsEntry("reason", "deletion-job-not-failed")
                .containsEntry("source", "192.0.2.44");
        assertThat(line.get("detail"))
                .isEqualTo(Map.of(
                        "method",
                        "POST",
                        "path",
                        "/api/v1/deletion-jobs/{job_id}/retry",
                        "status",
                        409,
                        "via",
                        Audit.SERVICE));
    }

    @Test
    void becauseOfAReusedKey() {
        UUID user = UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        for (String reason : new String[] {"one", "another"}) {
            onBehalfOf(user)
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .header("Prefer", "wait=20")
                    .body(Map.of("tenant_id", tenant.id(), "initiated_by", user, "reason", reason))
                    .post("/api/v1/deletion-jobs");
        }

        assertThat(Audit.line("action=request.refused&actor=" + user))
                .containsEntry("reason", "idempotency-key-reused");
    }

    @Test
    void ofAMalformedUserTheServiceNames() {
        Api.service()
                .header("Deletion-On-Behalf-Of", "somebody")
                .get("/api/v1/audit")
                .then()
                .statusCode(403);

        assertThat(Audit.line("action=request.refused&actor=service")).containsEntry("reason", "forbidden");
    }

    @Test
    void freeTextInThePathIsNotKept() {
        RestAssured.get("/api/v1/deletion-jobs/tenant/jane.doe@example.com")
                .then()
                .statusCode(401);

        Awaitility.await()
                .until(() -> Audit.lines("action=request.refused")
                        .<String>getList("items.detail.path")
                        .contains("/api/v1/deletion-jobs/tenant/{tenant_id}"));
        assertThat(Audit.lines("action=request.refused").prettify()).doesNotContain("jane.doe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%0A", "%ED%A0%80"})
    void whateverIsInThePathTheNextRefusalIsWritten(String text) {
        UUID user = UUID.randomUUID();
        for (String odd : List.of(text, text.repeat(3900 / text.length()))) {
            RestAssured.given()
                    .urlEncodingEnabled(false)
                    .get("/api/v1/deletion-jobs/tenant/x%2F" + odd)
                    .then()
                    .statusCode(oneOf(400, 401));
        }

        Api.as(Tokens.user(user)).get("/api/v1/deletion-control").then().statusCode(403);

        Awaitility.await().until(() -> Audit.lines("actor=" + user).getInt("total") == 1);
        assertThat(Audit.lines("action=request.refused&actor=anonymous").<String>getList("items.detail.path"))
                .startsWith("/api/v1/deletion-jobs/tenant/{tenant_id}", "/api/v1/deletion-jobs/tenant/{tenant_id}");
    }

    @Test
    void anEventThatCannotBeWrittenHoldsUpNoOther() {
        UUID user = UUID.randomUUID();
        trail.record(new AuditEvent(
                UUID.randomUUID(),
                Instant.now(),
                user.toString(),
                null,
                "request.refused",
                null,
                null,
                AuditEvent.REFUSED,
                "zero \u0000 byte",
                Map.of()));

        Api.as(Tokens.user(user)).get("/api/v1/deletion-control").then().statusCode(403);

        assertThat(Audit.line("actor=" + user)).containsEntry("reason", "forbidden");
        Awaitility.await()
                .until(() -> Audit.lines("action=refusals.dropped&actor=orchestrator")
                                .getInt("total")
                        > 0);
    }

    @Test
    void otherAnswersLeaveNone() {
        UUID user = UUID.randomUUID();
        platform.onPurge("pos", tenant, Reply.complete(1));

        onBehalfOf(user).get("/api/v1/deletion-jobs").then().statusCode(200);
        onBehalfOf(user).get("/api/v1/deletion-jobs?page=0").then().statusCode(400);
        onBehalfOf(user)
                .get("/api/v1/deletion-jobs/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        onBehalfOf(user)
                .post("/api/v1/deletion-jobs/" + Api.run(tenant).path("job_id") + "/retry")
                .then()
                .statusCode(409);

        Audit.line("actor=" + user); // the one of the conflict
    }

    private static RequestSpecification onBehalfOf(UUID user) {
        return Api.service()
                .header("Deletion-On-Behalf-Of", user.toString())
                .header("Deletion-Requested-From", "192.0.2.44");
    }
}
