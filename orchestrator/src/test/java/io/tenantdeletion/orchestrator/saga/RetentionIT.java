package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.TestSettings;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Between a request and the purge lie thirty days in which it can be taken back. */
@QuarkusTest
@WithTestResource(RetentionIT.AsInProduction.class)
public class RetentionIT extends OrchestratorTest {

    /** The default retention. */
    public static class AsInProduction extends TestSettings {

        @Override
        public Map<String, String> start() {
            return Map.of("deletion.retention.period", "30d");
        }
    }

    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Map<String, ?> OWNER = Map.of("requested_as", "owner");

    private final FakeTenant tenant = platform.tenant();

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @Test
    void waitsAndHoldsTheTenantMeanwhile() {
        Instant before = Instant.now();

        Response answer = Api.post(tenant, Api.service().header("Prefer", "wait=20"), OWNER);

        answer.then()
                .statusCode(202)
                .body("status", equalTo("pending"))
                .body("waiting_for", equalTo("retention"))
                .body("started_at", nullValue());
        Instant due = Instant.parse(answer.path("due_at"));
        assertThat(due).isBetween(before.plus(RETENTION), Instant.now().plus(RETENTION));
        JsonPath hold = JsonPath.from(platform.suspension(tenant));
        assertThat(hold.getString("job_id")).isEqualTo(answer.path("job_id"));
        assertThat(Instant.parse(hold.getString("due_at"))).isEqualTo(due);
        assertThat(hold.getString("initiated_by")).isEqualTo(tenant.owner().toString());
        assertThat(hold.getBoolean("sole_admin")).isTrue();
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void beginsByItselfOnceWhenTheTimeHasCome() {
        FakeTenant later = platform.tenant();
        String job = Api.post(tenant, Api.service(), OWNER).path("job_id");
        MovableClock.pass(Duration.ofHours(1));
        String other = Api.post(later, Api.service(), OWNER).path("job_id");

        MovableClock.pass(RETENTION.minusMinutes(30));

        Api.awaitStatus(job, "completed");
        assertThat(platform.purges("orders", tenant)).hasSize(1);
        Api.job(other).then().body("status", equalTo("pending"));
        assertThat(platform.purges(later)).isEmpty();
    }

    @Test
    void canBeTakenBackUntilThen() {
        String job = Api.post(tenant, Api.service(), OWNER).path("job_id");

        Api.decide(job, "cancel", Api.as(Tokens.user(tenant.owner())))
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("waiting_for", nullValue());

        assertThat(platform.suspension(tenant)).isNull();
        MovableClock.pass(RETENTION.plusDays(1));
        FakeTenant next = platform.tenant();
        String ran = Api.post(next, Api.as(Tokens.platformAdmin()), Map.of("retention", "PT0S"))
                .path("job_id");
        Api.awaitStatus(ran, "completed");
        assertThat(platform.purges(tenant)).isEmpty();
        Api.decide(job, "cancel", Api.service()).then().statusCode(409);
    }

    @Test
    void aCancelledTenantCanBeDeletedAgain() {
        String job = Api.post(tenant, Api.service(), OWNER).path("job_id");
        Api.decide(job, "cancel", Api.service());

        Api.post(tenant, Api.service(), OWNER).then().statusCode(202).body("status", equalTo("pending"));
    }

    @Test
    void cannotBeTakenBackWhenThePurgeHasBegun() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));
        String job = Api.post(tenant, Api.as(Tokens.platformAdmin()), Map.of("retention", "PT0S"))
                .path("job_id");
        Awaitility.await().until(() -> !platform.purges("orders", tenant).isEmpty());

        Api.decide(job, "cancel", Api.as(Tokens.user(tenant.owner())))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith(":deletion-begun"));

        gate.countDown();
        Api.awaitStatus(job, "completed");
        Api.decide(job, "cancel", Api.service()).then().statusCode(409);
    }

    @Test
    @Tag("long")
    void cancellingAndBeginningAtOnceIsOneOrTheOther() {
        List<String> outcomes = Stream.generate(platform::tenant)
                .limit(12)
                .map(each -> {
                    String job = Api.post(each, Api.service(), OWNER).path("job_id");
                    CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> MovableClock.pass(RETENTION));
                    int cancelled = Api.decide(job, "cancel", Api.service()).statusCode();
                    passing.join();
                    Awaitility.await()
                            .until(() -> !List.of("pending", "in_progress")
                                    .contains(Api.job(job).<String>path("status")));
                    MovableClock.reset();
                    String status = Api.job(job).path("status");
                    assertThat(platform.purges(each).isEmpty()).isEqualTo(status.equals("cancelled"));
                    return cancelled + " " + status;
                })
                .distinct()
                .toList();

        assertThat(outcomes).isSubsetOf("200 cancelled", "409 completed");
    }

    @ParameterizedTest
    @CsvSource({
        "service,        PT0S,   403",
        "service,        P29D,   403",
        "service,        P30D,   202",
        "service,        P90D,   202",
        "service,        P366D,  400",
        "service,        -P1D,   400",
        "service,        soon,   400",
        "owner,          PT1H,   403",
        "owner,          P60D,   202",
        "service,        30d,    202",
        "service,        PT720H, 202",
        "service,        30,     400",
        "platform admin, 0s,     202",
        "platform admin, PT0S,   202",
        "platform admin, P400D,  400",
    })
    void onlyAPlatformAdminShortensIt(String who, String retention, int status) {
        Map<String, ?> body = who.equals("owner")
                ? Map.of("requested_as", "owner", "retention", retention)
                : Map.of("retention", retention);
        String token = who.equals("platform admin") ? Tokens.platformAdmin() : Tokens.service();

        Response answer = Api.post(tenant, Api.as(token), body);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        if (status == 403) {
            answer.then().body("type", endsWith(":retention-too-short"));
        }
        if (status >= 400) {
            assertThat(platform.suspension(tenant)).isNull();
        } else if (answer.path("status").equals("in_progress")) {
            Api.awaitStatus(answer.<String>path("job_id"), "completed");
        }
    }

    @Test
    void theOpenJobStandsWhateverRetentionIsAskedForAndSaysWhenItIsDue() {
        String job = Api.post(tenant, Api.service(), OWNER).path("job_id");

        Api.post(tenant, Api.service(), Map.of("retention", "60d"))
                .then()
                .statusCode(409)
                .body("type", endsWith(":deletion-job-open"))
                .body("job_id", equalTo(job))
                .body("due_at", equalTo(Api.job(job).<String>path("due_at")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "approve", "reject", "retry"})
    void aPendingJobWaitsForNoOtherDecision(String decision) {
        String job = Api.post(tenant, Api.service(), OWNER).path("job_id");
        int status = Api.decide(job, decision, Api.as(Tokens.platformAdmin())).statusCode();

        assertThat(status).isEqualTo(decision.equals("cancel") ? 200 : 409);
    }
}
