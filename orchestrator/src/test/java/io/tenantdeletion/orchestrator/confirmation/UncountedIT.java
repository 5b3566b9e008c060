package io.tenantdeletion.orchestrator.confirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.StrictSettings;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.job.Expectation;
import io.tenantdeletion.orchestrator.preview.PlatformPreview;
import io.tenantdeletion.orchestrator.preview.PlatformPreviews;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody has counted is neither small, nor nothing, nor another thing than was confirmed. */
@QuarkusTest
@WithTestResource(StrictSettings.class)
class UncountedIT extends OrchestratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Confirmations confirmations;

    @Inject
    PlatformPreviews previews;

    private final FakeTenant tenant = platform.tenant();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void open() {
        gate.countDown();
    }

    @Test
    void whileAServiceIsAwayNobodyKnowsWhetherATenantIsSmall() {
        platform.onPreview("pos", tenant, Reply.status(503));
        platform.onPreview("sales", tenant, Reply.hangUp());

        owner(Map.of())
                .then()
                .statusCode(503)
                .body("type", endsWith(":unavailable"))
                .body("detail", containsString("pos, sales"))
                .body("unavailable.service", contains("pos", "sales"))
                .body("unavailable[0].reason", startsWith("error: status 503"));

        assertThat(platform.suspension(tenant)).isNull();
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void whatIsKnownToBeLargeIsLargeWithoutTheRest() {
        platform.onPreview("pos", tenant, Reply.status(503));
        platform.onPreview("sales", tenant, Reply.preview(100));

        owner(Map.of()).then().statusCode(428);
    }

    @Test
    void whatCannotBeCountedInTimeIsNotSmall() {
        platform.onPreview("pos", tenant, Reply.preview(3).behind(gate));

        owner(Map.of())
                .then()
                .statusCode(428)
                .body("type", endsWith(":preview-required"))
                .body("detail", startsWith("This tenant's rows could not be counted in time"));

        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void whoeverConfirmedASlowTenantHasItComparedWhenItBegins() {
        String token = preview().path("preview_token");
        platform.onPreview("pos", tenant, Reply.preview(3).behind(gate));

        String job = owner(Map.of("preview_token", token))
                .then()
                .statusCode(202)
                .body("started_at", equalTo(null))
                .extract()
                .path("job_id");
        assertThat(platform.purges(tenant)).isEmpty();
        gate.countDown();

        Api.awaitStatus(job, "completed");
    }

    @Test
    void whatCannotBeComparedAtTheRequestIsComparedWhenItBegins() {
        String token = preview().path("preview_token");
        platform.onPreview("pos", tenant, Reply.status(503), Reply.status(503), Reply.status(503), Reply.preview(30));

        String job = owner(Map.of("preview_token", token)).path("job_id");

        Api.awaitStatus(job, "failed");
        Api.job(job).then().body("error_log[0]", endsWith("pos: 3 rows then, 30 now"));
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void aServiceThatIsAwayIsNoChange() {
        Expectation seen = confirmed().seen();
        platform.onPreview("pos", tenant, Reply.status(503));

        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> confirmations.changes(id(), seen).await().atMost(PATIENCE));

        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.getMessage()).contains("pos").doesNotContain("sales");
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> previews.rows(id(), null).await().atMost(PATIENCE))
                        .type())
                .isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void comparesAndCountsForAsLongAsAPreviewTakesAndForAnyId() {
        Expectation seen = confirmed().seen();
        platform.forget(tenant);
        platform.onPreview("pos", tenant, Reply.preview(30).behind(gate));
        var changes = confirmations.changes(id(), seen).subscribeAsCompletionStage();
        var rows = previews.rows(id(), null).map(PlatformPreview::totalRecords).subscribeAsCompletionStage();

        // Longer than a request would wait.
        assertThat(changes)
                .failsWithin(Duration.ofMillis(1500))
                .withThrowableOfType(java.util.concurrent.TimeoutException.class);
        gate.countDown();

        assertThat(changes).succeedsWithin(PATIENCE).isEqualTo(List.of("pos: 3 rows then, 30 now"));
        assertThat(rows).succeedsWithin(PATIENCE).isEqualTo(30L + 12 * 3);
    }

    @Test
    void aTokenCanBeReadWithoutAComparison() {
        Confirmed confirmed = confirmed();
        platform.onPreview("pos", tenant, Reply.status(503));

        assertThat(confirmed.token()).isNotNull();
        assertThat(confirmed.compared()).isFalse();
        assertThat(confirmed.seen().rows()).isEqualTo(39);
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> confirmations
                                        .confirm(id(), "nonsense")
                                        .await()
                                        .atMost(PATIENCE))
                        .type())
                .isEqualTo(ConfirmationProblems.INVALID);
    }

    private Confirmed confirmed() {
        String token =
                preview().then().body("preview_token", notNullValue()).extract().path("preview_token");
        return confirmations.confirm(id(), token).await().atMost(PATIENCE);
    }

    private TenantId id() {
        return new TenantId(tenant.id());
    }

    private Response preview() {
        return Api.as(Tokens.user(tenant.owner())).get("/api/v1/deletion-preview/tenant/" + tenant.id());
    }

    private Response owner(Map<String, ?> further) {
        Map<String, Object> body = new HashMap<>(Map.of("requested_as", "owner"));
        body.putAll(further);
        return Api.post(tenant, Api.service(), body);
    }
}
