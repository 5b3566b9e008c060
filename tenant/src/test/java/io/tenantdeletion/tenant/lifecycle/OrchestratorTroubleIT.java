package io.tenantdeletion.tenant.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.Jobs;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller sees when the orchestrator refuses, fails or is away: the truth, and nothing of our insides. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class OrchestratorTroubleIT {

    private static final String NAME = "Bakery";

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();
    private UUID tenant;
    private List<String> before;

    @BeforeEach
    void tenant() {
        orchestrator.reset();
        tenant = TenantRows.tenant(NAME, owner);
        before = TenantRows.of(tenant);
    }

    @AfterEach
    void nothingIsDeleted() {
        orchestrator.reset();
        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void answersARepeatedRequestWithTheOpenJob() {
        orchestrator
                .answers(409, Jobs.problem("deletion-job-open", 409, ", \"job_id\": \"" + Jobs.ID + "\""))
                .answers(200, Jobs.status("in_progress"));

        delete().statusCode(202)
                .header("Location", orchestrator.url() + Jobs.PATH)
                .body("job_id", equalTo(Jobs.ID))
                .body("status", equalTo("in_progress"));

        assertThat(orchestrator.requests().get(1).path()).isEqualTo(Jobs.PATH);
    }

    @Test
    void doesNotClaimToHaveWaitedForAJobThatWasOpenAlready() {
        orchestrator
                .answers(409, Jobs.problem("deletion-job-open", 409, ", \"job_id\": \"" + Jobs.ID + "\""))
                .answers(200, Jobs.status("in_progress"));

        delete("wait=30").statusCode(202).header("Preference-Applied", nullValue());
    }

    @Test
    void sendsACallThatBrokeOffAgainWithTheSameKey() {
        Jobs.accepts(orchestrator.breaksOff());

        delete().statusCode(202).body("job_id", equalTo(Jobs.ID));

        assertThat(orchestrator.requests()).hasSize(2);
        assertThat(orchestrator.requests().get(0))
                .isEqualTo(orchestrator.requests().get(1));
    }

    @Test
    void sendsACallAgainWithANewTokenWhereTheKeptOneIsNotAcceptedAnyMore() {
        Jobs.accepts(orchestrator.answers(401, "{}"));

        delete().statusCode(202).body("job_id", equalTo(Jobs.ID));

        assertThat(orchestrator.requests())
                .hasSize(2)
                .extracting(FakeOrchestrator.Request::authorization)
                .doesNotHaveDuplicates();
    }

    @Test
    void saysSoWhenTheOrchestratorIsGone() {
        orchestrator.breaksOff().breaksOff().breaksOff();

        delete().statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tenant-deletion:problem:unavailable"))
                .body("detail", containsString("could not be asked"));

        assertThat(orchestrator.requests()).hasSize(3);
    }

    @Test
    void doesNotWaitForeverAndDoesNotAskAgain() {
        orchestrator.hangs();

        delete().statusCode(503).body("detail", containsString("did not answer in time"));

        assertThat(orchestrator.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid-request",
        "403, forbidden",
        "403, retention-too-short",
        "404, not-found",
        "409, other-admins",
        "409, preview-outdated",
        "409, idempotency-key-reused",
        "422, idempotency-key-reused",
        "428, preview-required",
        "429, rate-limited",
        "429, deletion-cap-reached",
    })
    void passesARefusalOn(int status, String slug) {
        orchestrator.answers(
                status,
                Jobs.problem(slug, status, ", \"limit\": 5"),
                Map.of("Retry-After", "17", "Location", Jobs.PATH));

        delete().statusCode(status)
                .contentType("application/problem+json")
                .header("Retry-After", "17")
                .header("Location", orchestrator.url() + Jobs.PATH)
                .body("type", equalTo("urn:tenant-deletion:problem:" + slug))
                .body("title", equalTo("A title"))
                .body("detail", equalTo("A detail."))
                .body("instance", equalTo("/api/v1/tenants/" + tenant))
                .body("limit", equalTo(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {}",
                "401 | {\"type\": \"urn:tenant-deletion:problem:unauthenticated\", \"detail\": \"secret\"}",
                "408 | {\"type\": \"urn:tenant-deletion:problem:http-408\", \"detail\": \"secret\"}",
                "500 | {\"type\": \"urn:tenant-deletion:problem:internal-error\", \"detail\": \"secret\"}",
                "503 | {\"type\": \"urn:tenant-deletion:problem:unavailable\", \"detail\": \"secret\"}",
                "403 | {}",
                "404 | <html>no such page</html>",
                "409 | {}",
                "500 | {\"detail\": \"SELECT secret FROM table\"}",
                "503 | {}",
                "200 | {\"unexpected\": true}",
                "200 | {\"job_id\": \"42\", \"status\": \"completed\"}",
                "409 | {\"type\": \"urn:tenant-deletion:problem:deletion-job-open\", \"job_id\": \"42\"}",
                "409 | {\"type\": \"urn:tenant-deletion:problem:deletion-job-open\"}",
                "200 | <html>",
                "204 | ''",
            })
    void hidesWhatIsNotTheCallersBusiness(int status, String body) {
        orchestrator.answers(status, body);

        delete().statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tenant-deletion:problem:unavailable"))
                .body(not(containsString("secret")));
    }

    private ValidatableResponse delete() {
        return delete("handling=lenient");
    }

    private ValidatableResponse delete(String preference) {
        return given().header("Prefer", preference)
                .auth()
                .oauth2(Tokens.user(owner))
                .queryParam("confirm", NAME)
                .when()
                .delete("/api/v1/tenants/{id}", tenant)
                .then();
    }
}
