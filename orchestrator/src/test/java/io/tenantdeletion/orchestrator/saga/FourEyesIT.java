package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With four eyes on, an owner's deletion waits for a platform admin who is somebody else. */
@QuarkusTest
@WithTestResource(Notifications.class)
class FourEyesIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();
    private final UUID approver = UUID.randomUUID();

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @Test
    void beginsWhenAnotherHasApproved() {
        String job = request();

        Api.decide(job, "approve", admin(approver))
                .then()
                .statusCode(200)
                .body("approval.status", equalTo("approved"))
                .body("approval.by", equalTo(approver.toString()))
                .body("approval.reason", equalTo("because"));

        Api.awaitStatus(job, "completed");
        Api.decide(job, "approve", admin(UUID.randomUUID())).then().statusCode(409);
    }

    @Test
    void endsWhenAnotherHasRejected() {
        String job = request();

        Api.decide(job, "reject", admin(approver))
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("approval.status", equalTo("rejected"));

        assertThat(platform.suspension(tenant)).isNull();
        assertThat(platform.purges(tenant)).isEmpty();
        Api.decide(job, "approve", admin(approver))
                .then()
                .statusCode(409)
                .body("type", endsWith(":deletion-job-not-awaiting-approval"));
    }

    @Test
    void aCancelledOneWaitsForNobody() {
        String job = request();

        Api.decide(job, "cancel", Api.as(Tokens.user(tenant.owner())))
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("approval", nullValue())
                .body("waiting_for", nullValue())
                .body("waiting_since", nullValue())
                .body("waiting_detail", nullValue())
                .body("next_attempt_at", nullValue());
    }

    @Test
    void endsWhenNobodyDecidesInTime() {
        String job = request();

        MovableClock.pass(Duration.ofHours(25));

        Api.decide(job, "approve", admin(approver)).then().statusCode(409);
        Api.awaitStatus(job, "cancelled");
        Api.job(job).then().body("approval.status", equalTo("expired"));
        Awaitility.await().until(() -> platform.suspension(tenant) == null);
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject"})
    void nobodyDecidesAboutTheirOwnRequest(String decision) {
        // The owner happens to be a platform admin, too.
        String job = request();

        Api.decide(job, decision, admin(tenant.owner())).then().statusCode(403);

        Api.job(job).then().body("waiting_for", equalTo("approval"));
    }

    @ParameterizedTest
    @CsvSource({
        "none, 401",
        "expired, 401",
        "wrong audience, 401",
        "service, 403",
        "owner, 403",
        "admin, 403",
        "member, 403",
        "stranger, 403",
        "self-promoted, 403",
    })
    void onlyPlatformAdminsDecide(String caller, int status) {
        String job = request();

        for (String decision : new String[] {"approve", "reject"}) {
            Api.decide(job, decision, as(caller)).then().statusCode(status);
        }

        Api.job(job).then().body("waiting_for", equalTo("approval"));
    }

    @Test
    void servicesAndPlatformAdminsNeedNobody() {
        Api.post(tenant, Api.as(Tokens.platformAdmin()).header("Prefer", "wait=20"), Map.of())
                .then()
                .statusCode(200)
                .body("approval", nullValue());
        FakeTenant other = platform.tenant();
        Api.post(other, Api.service().header("Prefer", "wait=20"), Map.of())
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"));
    }

    private String request() {
        return Api.post(tenant, Api.service().header("Prefer", "wait=20"), Map.of("requested_as", "owner"))
                .then()
                .statusCode(202)
                .body("waiting_for", equalTo("approval"))
                .body("approval.status", equalTo("waiting"))
                .extract()
                .path("job_id");
    }

    private static RequestSpecification admin(UUID id) {
        return Api.as(Tokens.platformAdmin(id));
    }

    private RequestSpecification as(String caller) {
        return switch (caller) {
            case "none" -> io.restassured.RestAssured.given();
            case "expired" -> Api.as(Tokens.expired());
            case "wrong audience" -> Api.as(Tokens.wrongAudience());
            case "service" -> Api.service();
            case "owner" -> Api.as(Tokens.user(tenant.owner()));
            case "admin" -> Api.as(Tokens.user(tenant.admin()));
            case "member" -> Api.as(Tokens.user(tenant.member()));
            case "self-promoted" -> Api.as(Tokens.selfPromoted(UUID.randomUUID()));
            default -> Api.as(Tokens.user(UUID.randomUUID()));
        };
    }
}
