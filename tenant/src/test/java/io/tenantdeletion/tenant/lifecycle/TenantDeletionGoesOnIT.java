package io.tenantdeletion.tenant.lifecycle;

import static io.restassured.RestAssured.given;
import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deletion that is asked for again, and one of an id that this service does not know (any more). */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class TenantDeletionGoesOnIT {

    private static final String NAME = "Bakery";
    private static final String OPEN = Jobs.problem("deletion-job-open", 409, ", \"job_id\": \"" + Jobs.ID + "\"");

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();
    private UUID tenant;
    private List<String> before;

    @BeforeEach
    void tenantThatIsHalfDeleted() {
        orchestrator.reset();
        tenant = TenantRows.tenant(NAME, owner);
        TenantRows.suspendForPurge(tenant, UUID.fromString(Jobs.ID));
        before = TenantRows.of(tenant);
    }

    @AfterEach
    void changesNothingItself() {
        orchestrator.reset();
        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void goesOnWhereTheJobHasFailed() {
        Jobs.accepts(orchestrator.answers(200, Jobs.status("failed")));

        delete(tenant, as(owner)).statusCode(202).body("status", equalTo("in_progress"));

        assertThat(orchestrator.requests())
                .extracting(FakeOrchestrator.Request::method)
                .containsExactly("GET", "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deletion-begun", "retention-too-short"})
    void letsTheOrchestratorAnswerAnotherRetention(String problem) {
        orchestrator.answers(409, Jobs.problem(problem, 409, ", \"job_id\": \"" + Jobs.ID + "\""));

        isProblem(delete(tenant, as(owner).queryParam("retention", "P30D")), 409, problem)
                .body("job_id", equalTo(Jobs.ID))
                .body("detail", equalTo("A detail."));

        assertThat(orchestrator.requests())
                .extracting(FakeOrchestrator.Request::method)
                .containsExactly("POST");
    }

    @Test
    void hasNoRetentionWhereTheOpenJobHasBegun() {
        orchestrator.answers(409, OPEN).answers(200, Jobs.status("in_progress"));

        isProblem(delete(tenant, as(owner).queryParam("retention", "P30D")), 409, "deletion-job-open")
                .body("job_id", equalTo(Jobs.ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"60d", "P29D", "0s"})
    void saysThatThePendingJobHasAnotherRetention(String retention) {
        orchestrator.answers(409, OPEN).answers(200, Jobs.retained("pending"));

        isProblem(delete(tenant, as(owner).queryParam("retention", retention)), 409, "deletion-job-open")
                .body("job_id", equalTo(Jobs.ID));
    }

    @Test
    void refusesAMisspelledParameter() {
        isProblem(delete(tenant, as(owner).queryParam("retenton", "30d")), 400, "invalid-request")
                .body(
                        "detail",
                        equalTo("There is no query parameter of that name; known are confirm, force,"
                                + " preview_token, reason, retention."));
        assertThat(orchestrator.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"P30D, pending", "30d, pending", "PT720H, pending", "0s, in_progress", "PT0S, in_progress"})
    void answersWithTheOpenJobWhereThatIsNoContradiction(String retention, String status) {
        orchestrator.answers(409, OPEN).answers(200, Jobs.retained(status));

        delete(tenant, as(owner).queryParam("retention", retention))
                .statusCode(202)
                .body("job_id", equalTo(Jobs.ID))
                .body("status", equalTo(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform admin", "service"})
    void isForcedForAnIdThatNobodyKnows(String caller) {
        UUID unknown = UUID.randomUUID();
        UUID admin = UUID.randomUUID();
        Jobs.accepts(orchestrator);

        String token = "service".equals(caller) ? Tokens.service() : Tokens.platformAdmin(admin);
        delete(unknown, forced(token)).statusCode(202).header("Location", orchestrator.url() + Jobs.PATH);

        FakeOrchestrator.Request request = orchestrator.requests().get(0);
        JsonPath body = JsonPath.from(request.body());
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/v1/deletion-jobs");
        assertThat(body.<String>get("tenant_id")).isEqualTo(unknown.toString());
        assertThat(body.<String>get("tenant_name")).isNull();
        assertThat(body.getBoolean("force")).isTrue();
        assertThat(body.<String>get("reason")).isEqualTo("Rows are left of 2019");
        assertThat(body.<String>get("requested_as")).isEqualTo(caller.replace(' ', '_'));
    }

    @Test
    void isForcedByNobodyElse() {
        UUID unknown = UUID.randomUUID();

        isProblem(delete(unknown, forced(Tokens.user(owner))), 404, "not-found");
        isProblem(delete(unknown, forced(Tokens.selfPromoted(owner))), 404, "not-found");
        isProblem(delete(unknown, forced(null)), 401, "unauthenticated");
        isProblem(delete(unknown, as(Tokens.platformAdmin())), 404, "not-found");

        assertThat(orchestrator.requests()).isEmpty();
    }

    @Test
    void isForcedForAReasonOnly() {
        for (String reason : new String[] {null, "", " "}) {
            RequestSpecification request = as(Tokens.platformAdmin()).queryParam("force", true);
            isProblem(
                    delete(UUID.randomUUID(), reason == null ? request : request.queryParam("reason", reason)),
                    400,
                    "invalid-request");
        }

        assertThat(orchestrator.requests()).isEmpty();
    }

    @Test
    void isConfirmedAsEverWhereTheTenantIsKnown() {
        isProblem(
                given().auth()
                        .oauth2(Tokens.platformAdmin())
                        .queryParam("force", true)
                        .queryParam("reason", "Just so")
                        .when()
                        .delete("/api/v1/tenants/{id}", tenant)
                        .then(),
                428,
                "confirmation-required");
        isProblem(delete(tenant, forced(Tokens.user(UUID.randomUUID()))), 403, "forbidden");

        assertThat(orchestrator.requests()).isEmpty();
    }

    private static RequestSpecification as(UUID user) {
        return as(Tokens.user(user));
    }

    private static RequestSpecification as(String token) {
        RequestSpecification request = given().queryParam("confirm", NAME);
        return token == null ? request : request.auth().oauth2(token);
    }

    private static RequestSpecification forced(String token) {
        return as(token).queryParam("force", true).queryParam("reason", "Rows are left of 2019");
    }

    private static ValidatableResponse delete(UUID id, RequestSpecification request) {
        return request.when().delete("/api/v1/tenants/{id}", id).then();
    }
}
