package io.tenantdeletion.orchestrator.confirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.StrictSettings;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who deletes a large tenant has looked at what goes, and nothing else goes. */
@QuarkusTest
@WithTestResource(StrictSettings.class)
class ConfirmationIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @Test
    void aSmallTenantNeedsNoToken() {
        owner(Map.of()).then().statusCode(200).body("status", equalTo("completed"));
    }

    @Test
    void aLargeOneDoesAndSaysHowToGetIt() {
        platform.onPreview("pos", tenant, Reply.preview(64));

        owner(Map.of())
                .then()
                .statusCode(428)
                .body("type", endsWith(":preview-required"))
                .body("total_records", equalTo(100));

        assertThat(platform.purges(tenant)).isEmpty();
        assertThat(platform.suspension(tenant)).isNull();
        owner(Map.of("preview_token", token())).then().statusCode(200).body("status", equalTo("completed"));
    }

    @Test
    void servicesNeedNone() {
        platform.onPreview("pos", tenant, Reply.preview(64));

        Api.post(tenant, waiting(Api.service()), Map.of()).then().statusCode(200);
    }

    @Test
    void whatHasMovedTooFarDoesNotStart() {
        platform.onPreview("pos", tenant, Reply.preview(964));
        String token = token();
        platform.onPreview("pos", tenant, Reply.preview(1065));

        owner(Map.of("preview_token", token))
                .then()
                .statusCode(409)
                .body("type", endsWith(":preview-outdated"))
                .body("changes", hasItem("pos: 964 rows then, 1065 now"));

        assertThat(platform.purges(tenant)).isEmpty();
        platform.onPreview("pos", tenant, Reply.preview(1060));
        owner(Map.of("preview_token", token)).then().statusCode(200);
    }

    @Test
    void anotherPlanForTheSameRowsIsNoChange() {
        platform.onPreview("pos", tenant, Reply.preview(3).plan("v1"));
        String token = token();
        platform.onPreview("pos", tenant, Reply.preview(3).plan("v2"));

        owner(Map.of("preview_token", token)).then().statusCode(200).body("status", equalTo("completed"));
    }

    @Test
    void whatMovesDuringTheRetentionDoesNotBegin() {
        String job = owner(Map.of("preview_token", token(), "retention", "P1D"))
                .then()
                .statusCode(202)
                .extract()
                .path("job_id");
        platform.onPreview("pos", tenant, Reply.preview(30));

        MovableClock.pass(Duration.ofHours(25));

        Api.awaitStatus(job, "failed");
        Api.job(job).then().body("started_at", nullValue()).body("error_log[0]", endsWith("pos: 3 rows then, 30 now"));
        assertThat(platform.purges(tenant)).isEmpty();
        assertThat(platform.suspension(tenant)).isNotNull();
        // Whoever retries it has seen what changed.
        Api.retry(job).then().statusCode(428).body("type", endsWith(":preview-required"));
        Api.retry(job, Api.service().contentType(ContentType.JSON).body(Map.of("preview_token", token())))
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"));
    }

    @Test
    void whatHasMovedSinceTheFirstAttemptDoesNotBeginAtALaterOne() {
        platform.onPreview("pos", tenant, Reply.preview(100));
        String job = refusedOnce(Map.of("preview_token", token()));
        platform.onPreview("pos", tenant, Reply.preview(1000));

        Api.retry(job)
                .then()
                .body("waiting_for", equalTo("drifted"))
                .body("error_log[1]", endsWith("pos: 100 rows then, 1000 now"));

        assertThat(platform.purges(tenant)).isEmpty();
        Api.retry(job, Api.service().contentType(ContentType.JSON).body(Map.of("preview_token", token())))
                .then()
                .body("status", equalTo("completed"));
    }

    @Test
    void whatNobodyWasShownIsNotCompared() {
        String job = refusedOnce(Map.of());
        platform.onPreview("pos", tenant, Reply.preview(30));

        Api.retry(job).then().body("status", equalTo("completed"));
    }

    @Test
    void norIsWhatRowsAreGoneOf() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(100));
        platform.onPreview("pos", tenant, Reply.preview(100));
        String job = owner(Map.of("preview_token", token())).path("job_id");
        platform.onPreview("pos", tenant, Reply.preview(50));

        Api.retry(job).then().body("status", equalTo("completed"));
    }

    private String refusedOnce(Map<String, ?> further) {
        platform.checks().onFence("pos", tenant.id(), Reply.refused("[]"));
        return owner(further)
                .then()
                .body("waiting_for", equalTo("refused"))
                .extract()
                .path("job_id");
    }

    @Test
    void whatDidNotBeginCanStillBeTakenBack() {
        String job = owner(Map.of("preview_token", token(), "retention", "P1D")).path("job_id");
        platform.onPreview("pos", tenant, Reply.preview(30));
        MovableClock.pass(Duration.ofHours(25));
        Api.awaitStatus(job, "failed");

        Api.decide(job, "cancel", Api.service()).then().statusCode(200).body("status", equalTo("cancelled"));

        assertThat(platform.suspension(tenant)).isNull();
    }

    @Test
    void aTokenIsShortLived() {
        String token = token();

        MovableClock.pass(Duration.ofMinutes(16));

        owner(Map.of("preview_token", token))
                .then()
                .statusCode(400)
                .body("type", endsWith(":preview-token-invalid"))
                .body("detail", startsWith("It expired"));
    }

    @Test
    void aTokenConfirmsOneJob() {
        String token = token();
        String job = owner(Map.of("preview_token", token, "retention", "P1D")).path("job_id");
        Api.decide(job, "cancel", Api.service());

        owner(Map.of("preview_token", token)).then().statusCode(409).body("type", endsWith(":preview-token-used"));
    }

    @Test
    void aTokenOfAnotherTenantOrAChangedOneConfirmsNothing() {
        FakeTenant other = platform.tenant();
        String foreign = preview(other).path("preview_token");
        String changed = token().replaceFirst("^....", "AAAA");

        for (String wrong : new String[] {foreign, changed, "nonsense", "a.b", ""}) {
            owner(Map.of("preview_token", wrong))
                    .then()
                    .statusCode(400)
                    .body("type", endsWith(":preview-token-invalid"));
        }
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void thereIsNoTokenForWhatNobodyCouldCount() {
        platform.onPreview("pos", tenant, Reply.status(400));

        preview(tenant)
                .then()
                .statusCode(200)
                .body("preview_token", nullValue())
                .body("unavailable[0].service", equalTo("pos"));
    }

    @Test
    void thePreviewTellsHowLongItsTokenIsGood() {
        Instant expires = Instant.parse(preview(tenant).path("preview_token_expires_at"));

        assertThat(expires)
                .isBetween(Instant.now().plusSeconds(14 * 60), Instant.now().plusSeconds(15 * 60));
    }

    private Response owner(Map<String, ?> further) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of("requested_as", "owner"));
        body.putAll(further);
        return Api.post(tenant, waiting(Api.service()), body);
    }

    private static RequestSpecification waiting(RequestSpecification request) {
        return request.header("Prefer", "wait=20");
    }

    private String token() {
        return preview(tenant).path("preview_token");
    }

    private static Response preview(FakeTenant tenant) {
        return Api.as(Tokens.user(tenant.owner())).get("/api/v1/deletion-preview/tenant/" + tenant.id());
    }
}
