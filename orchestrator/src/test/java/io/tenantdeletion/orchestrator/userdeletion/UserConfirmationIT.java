package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose large tenant would go along has looked at what goes, and no other tenant goes. */
@QuarkusTest
@WithTestResource(StrictSettings.class)
class UserConfirmationIT extends OrchestratorTest {

    private final UUID user = platform.user();
    private final FakeTenant sole = platform.tenant();
    private final FakeTenant later = platform.tenant();

    @BeforeEach
    void ownsALargeTenant() {
        platform.users().owns(user, sole.id());
        platform.onPreview("pos", sole, Reply.preview(100));
    }

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @Test
    void aLargeTenantThatGoesAlongNeedsTheUsersPreview() {
        delete(null).then().statusCode(428).body("type", endsWith(":preview-required"));
        delete("nonsense").then().statusCode(400).body("type", endsWith(":preview-token-invalid"));
        assertThat(platform.purges(sole)).isEmpty();

        delete(token()).then().statusCode(200).body("status", equalTo("completed"));
    }

    @Test
    void aTokenOfAnotherUserConfirmsNothing() {
        UUID other = platform.user();
        platform.users().owns(other, later.id());

        delete(token(other)).then().statusCode(400).body("type", endsWith(":preview-token-invalid"));
    }

    @Test
    void aTenantThatWouldGoAlongSinceIsNotConfirmed() {
        String token = token();
        platform.users().owns(user, later.id());

        outdated(delete(token));
    }

    @Test
    void norIsItWhereThereIsNoTimeToCount() {
        CountDownLatch gate = new CountDownLatch(1);
        String token = token();
        platform.users().owns(user, later.id());
        platform.onPreview("pos", later, Reply.preview(3).behind(gate));
        try {
            outdated(delete(token));
        } finally {
            gate.countDown();
        }
    }

    @Tag("long")
    @Test
    void aPreviewTakesAsLongAsATenantsAndThenGivesItsToken() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPreview("pos", sole, Reply.preview(100).behind(gate));
        CompletableFuture<String> token = CompletableFuture.supplyAsync(this::token);

        // Longer than a request would wait.
        assertThat(token).failsWithin(Duration.ofMillis(1500)).withThrowableOfType(TimeoutException.class);
        gate.countDown();

        delete(token.join()).then().statusCode(200).body("status", equalTo("completed"));
    }

    @Test
    void aPreviewWithoutATokenSaysWhoHasNotCounted() {
        platform.users().owns(user, later.id());
        platform.onPreview("pos", sole, Reply.status(400));

        preview(user)
                .then()
                .statusCode(200)
                .body("$", not(hasKey("preview_token")))
                .body("unavailable.service", contains("pos"))
                .body("unavailable[0].reason", startsWith("refused: status 400"))
                .body("unavailable[0].reason", endsWith("of tenant " + sole.id()))
                .body("warning", containsString("unavailable"));
    }

    @Tag("long")
    @Test
    void whatGrowsUntilTheUserIsDueDoesNotBegin() {
        platform.users().owns(user, later.id());
        String job = Api.deleteUser(
                        user,
                        Api.as(Tokens.platformAdmin())
                                .queryParam("retention", "P1D")
                                .queryParam("preview_token", token()))
                .then()
                .statusCode(202)
                .extract()
                .path("job_id");
        platform.onPreview("pos", sole, Reply.preview(1000));

        MovableClock.pass(Duration.ofHours(25));

        Api.awaitStatus(job, "failed");
        assertHasDrifted();
        assertThat(platform.purges("orders", later)).hasSize(1);
        assertThat(platform.accounts().has(user)).isTrue();
        Api.retry(job).then().body("status", equalTo("failed")).body("waiting_detail", containsString("1036 now"));
        Api.retry(
                        Api.jobOf(sole),
                        Api.service().contentType(ContentType.JSON).body(Map.of("preview_token", tokenOf(sole))))
                .then()
                .body("status", equalTo("completed"));
        Api.retry(job).then().body("status", equalTo("completed"));
    }

    @Test
    void whatCannotBeCountedAtTheRequestIsComparedWhenItBegins() {
        CountDownLatch gate = new CountDownLatch(1);
        String token = token();
        platform.onPreview("pos", sole, Reply.preview(1000).behind(gate));

        String job = Api.deleteOwnAccount(Api.as(Tokens.user(user)).queryParam("preview_token", token))
                .then()
                .statusCode(202)
                .extract()
                .path("job_id");
        gate.countDown();

        Api.awaitStatus(job, "failed");
        assertHasDrifted();

        // Confirmed once more, by what is there now.
        Api.deleteOwnAccount(Api.as(Tokens.user(user))
                        .queryParam("preview_token", token())
                        .header("Prefer", "wait=20"))
                .then()
                .body("status", equalTo("completed"));
        assertThat(platform.purges("pos", sole)).hasSize(1);
    }

    private void assertHasDrifted() {
        Api.job(Api.jobOf(sole))
                .then()
                .body("waiting_for", equalTo("drifted"))
                .body("error_log[0]", endsWith(sole.id() + ": 136 rows then, 1036 now"));
        assertThat(platform.purges(sole)).isEmpty();
    }

    @Test
    void aLargeTenantThatTurnsOutLaterToGoAlongIsAskedAboutByItself() {
        UUID other = platform.user();
        platform.users().losesSuccessor(other, later);
        platform.onPreview("pos", later, Reply.preview(100));

        String job = Api.deleteOwnAccount(Api.as(Tokens.user(other)).header("Prefer", "wait=20"))
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", containsString("preview-required"))
                .extract()
                .path("job_id");
        assertThat(platform.purges(later)).isEmpty();
        assertThat(platform.accounts().has(other)).isTrue();

        Api.post(later, Api.service().header("Prefer", "wait=20"), Map.of("preview_token", tokenOf(later)))
                .then()
                .body("status", equalTo("completed"));
        Api.retry(job).then().body("status", equalTo("completed"));
    }

    private void outdated(Response answer) {
        answer.then()
                .statusCode(409)
                .body("type", endsWith(":preview-outdated"))
                .body("changes", hasItem(later.id() + " takes part now"));
        assertThat(platform.purges(sole)).isEmpty();
        assertThat(platform.purges(later)).isEmpty();
    }

    private Response delete(String token) {
        RequestSpecification request = Api.as(Tokens.user(user)).header("Prefer", "wait=20");
        return Api.deleteOwnAccount(token == null ? request : request.queryParam("preview_token", token));
    }

    private String token() {
        return token(user);
    }

    private static String token(UUID user) {
        return preview(user).path("preview_token");
    }

    private static Response preview(UUID user) {
        return Api.as(Tokens.user(user)).get("/api/v1/auth/users/" + user + "/deletion-preview");
    }

    private static String tokenOf(FakeTenant tenant) {
        return Api.service()
                .get("/api/v1/deletion-preview/tenant/" + tenant.id())
                .path("preview_token");
    }
}
