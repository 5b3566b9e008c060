package io.tenantdeletion.tenant.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.Jobs;
import io.tenantdeletion.tenant.support.TenantRows;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request of a sole owner, and everything the orchestrator may say to it. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class TenantDeletionIT {

    private static final String NAME = "Panadería \"La Espiga\" & Söhne";

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();
    private UUID tenant;

    @BeforeEach
    void tenant() {
        orchestrator.reset();
        tenant = TenantRows.tenant(NAME, owner);
    }

    @AfterEach
    void release() {
        orchestrator.reset();
    }

    @Test
    void answersWithTheJobsAddressAndStatus() {
        Jobs.accepts(orchestrator);

        delete(confirmed())
                .statusCode(202)
                .contentType("application/json")
                .header("Location", orchestrator.url() + Jobs.PATH)
                .header("Preference-Applied", nullValue())
                .body("job_id", equalTo(Jobs.ID))
                .body("status", equalTo("in_progress"))
                .body("service_results.pos.deleted_counts.pos_sessions", equalTo(7));
    }

    @Test
    void asksTheOrchestratorAsAServiceInTheOwnersName() {
        Jobs.accepts(orchestrator);

        delete(confirmed()).statusCode(202);

        FakeOrchestrator.Request request = orchestrator.requests().get(0);
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/v1/deletion-jobs");
        assertThat(claims(request.authorization()).getList("realm_access.roles"))
                .isEqualTo(List.of("service"));
        JsonPath body = JsonPath.from(request.body());
        assertThat(body.<String>get("tenant_id")).isEqualTo(tenant.toString());
        assertThat(body.<String>get("tenant_name")).isEqualTo(NAME);
        assertThat(body.<String>get("initiated_by")).isEqualTo(owner.toString());
        assertThat(body.<String>get("reason")).isEqualTo("Requested by an owner or admin of the tenant");
        assertThat(request.prefer()).isNull();
        assertThat(request.idempotencyKey()).isNotBlank();
    }

    @Test
    void passesTheIdempotencyKeyOn() {
        Jobs.accepts(orchestrator);

        delete(confirmed().header("Idempotency-Key", "only-once-7")).statusCode(202);

        assertThat(orchestrator.requests().get(0).idempotencyKey()).isEqualTo("only-once-7");
    }

    @Test
    void answersWithTheSummaryWhenTheJobCompletesInTime() {
        orchestrator.answers(200, Jobs.status("completed"));

        delete(confirmed().header("Prefer", "respond-async, wait=30"))
                .statusCode(200)
                .header("Location", orchestrator.url() + Jobs.PATH)
                .header("Preference-Applied", "wait=30")
                .body("status", equalTo("completed"))
                .body("total_items_deleted", equalTo(1020));

        assertThat(orchestrator.requests().get(0).prefer()).isEqualTo("wait=30");
    }

    @Test
    void waitsAMinuteAtMost() {
        Jobs.accepts(orchestrator);

        delete(confirmed().header("Prefer", "wait=86400")).statusCode(202).header("Preference-Applied", "wait=60");

        assertThat(orchestrator.requests().get(0).prefer()).isEqualTo("wait=60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=0", "respond-async", "handling=lenient"})
    void waitsForNothingThatNobodyWants(String prefer) {
        Jobs.accepts(orchestrator);

        delete(confirmed().header("Prefer", prefer)).statusCode(202).header("Preference-Applied", nullValue());

        assertThat(orchestrator.requests().get(0).prefer()).isNull();
    }

    @Test
    void doesNotLetAnybodyWaitForTheRetention() {
        orchestrator.answers(202, Jobs.status("pending"), Map.of("Location", Jobs.PATH));

        delete(confirmed().header("Prefer", "wait=30"))
                .statusCode(202)
                .header("Location", orchestrator.url() + Jobs.PATH)
                .header("Preference-Applied", nullValue())
                .body("status", equalTo("pending"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "in_progress"})
    void answersARepeatedRequestWithTheJobTheTenantIsSuspendedFor(String status) {
        TenantRows.suspend(tenant, UUID.fromString(Jobs.ID));
        orchestrator.answers(200, Jobs.status(status));

        delete(confirmed().header("Prefer", "wait=30"))
                .statusCode(202)
                .header("Preference-Applied", nullValue())
                .body("job_id", equalTo(Jobs.ID))
                .body("status", equalTo(status));

        assertThat(orchestrator.requests()).hasSize(1);
        assertThat(orchestrator.requests().get(0).path()).isEqualTo(Jobs.PATH);
        assertThat(orchestrator.requests().get(0).onBehalfOf()).isEqualTo(owner.toString());
    }

    @Test
    void asksForANewJobWhereTheOneTheTenantIsSuspendedForHasFailed() {
        TenantRows.suspend(tenant, UUID.fromString(Jobs.ID));
        Jobs.accepts(orchestrator.answers(200, Jobs.status("failed")));

        delete(confirmed()).statusCode(202).body("status", equalTo("in_progress"));

        assertThat(orchestrator.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"200, failed", "202, failed", "200, rolled_back", "200, cancelled"})
    void doesNotCallAJobThatEndedOtherwiseASuccess(int status, String jobStatus) {
        orchestrator.answers(status, Jobs.status(jobStatus));

        delete(confirmed().header("Prefer", "wait=30"))
                .statusCode(502)
                .contentType("application/problem+json")
                .header("Location", orchestrator.url() + Jobs.PATH)
                .body("type", equalTo("urn:tenant-deletion:problem:deletion-failed"))
                .body("job_id", equalTo(Jobs.ID))
                .body("job.status", equalTo(jobStatus));
    }

    @Test
    void wantsTheNameAsConfirmation() {
        for (String wrong : new String[] {null, "", "true", NAME.toLowerCase(), NAME + " "}) {
            RequestSpecification request = asOwner();
            delete(wrong == null ? request : request.queryParam("confirm", wrong))
                    .statusCode(428)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:tenant-deletion:problem:confirmation-required"))
                    .body("detail", containsString("confirm=<name>"));
        }
        assertThat(orchestrator.requests()).isEmpty();
    }

    @Test
    void listsTheOtherAdmins() {
        UUID other = TenantRows.member(tenant, UUID.randomUUID(), "admin");

        delete(confirmed())
                .statusCode(409)
                .body("user_ids", equalTo(List.of(other.toString())))
                .body("detail", containsString("Transfer"));
    }

    @Test
    void doesNotKnowOthersTenants() {
        tenant = UUID.randomUUID();

        delete(confirmed()).statusCode(404).body("type", equalTo("urn:tenant-deletion:problem:not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "1-1-1-1-1", "not-a-uuid", "' or 1=1 --"})
    void refusesWhatIsNoUuid(String id) {
        asOwner()
                .queryParam("confirm", NAME)
                .when()
                .delete("/api/v1/tenants/{id}", id)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tenant-deletion:problem:invalid-identifier"));
    }

    private RequestSpecification asOwner() {
        return given().auth().oauth2(Tokens.user(owner));
    }

    private RequestSpecification as(String token) {
        return given().auth().oauth2(token).queryParam("confirm", NAME);
    }

    private RequestSpecification confirmed() {
        return as(Tokens.user(owner));
    }

    private ValidatableResponse delete(RequestSpecification request) {
        return request.when().delete("/api/v1/tenants/{id}", tenant).then();
    }

    private static JsonPath claims(String authorization) {
        String payload = authorization.split("\\.")[1];
        return JsonPath.from(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }
}
