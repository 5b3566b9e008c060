package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.api.Callers;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.fake.Services;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tenant service says to the suspension of a waiting job's tenant counts, now or later. */
@QuarkusTest
@WithTestResource(RetentionIT.AsInProduction.class)
class SuspensionIT extends OrchestratorTest {

    private static final Map<String, ?> OWNER = Map.of("requested_as", "owner");

    private static final Duration RETENTION = Duration.ofDays(30);

    private final FakeTenant tenant = platform.tenant();

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @Test
    void whatTheTenantServiceRefusesDoesNotStart() {
        platform.onSuspend(tenant, Reply.problem(409, "other-admins"));
        String key = UUID.randomUUID().toString();

        Api.post(tenant, Api.service().header("Idempotency-Key", key), OWNER)
                .then()
                .statusCode(409)
                .body("type", endsWith(":other-admins"))
                .body("user_ids.size()", equalTo(1));

        Api.service()
                .get(Api.JOBS + "/tenant/" + tenant.id() + "/latest")
                .then()
                .body("status", equalTo("cancelled"))
                .body("error_log[0]", containsString("other-admins"));
        platform.onSuspend(tenant, Reply.status(200));
        Api.post(tenant, Api.service().header("Idempotency-Key", key), OWNER)
                .then()
                .statusCode(202)
                .body("status", equalTo("pending"));
    }

    @ParameterizedTest
    @CsvSource({"500, other, completed", "403, other, completed", "403, requires, cancelled", "409, other, cancelled"})
    void aTenantServiceThatIsAwayIsToldLaterAndMayRefuseThen(int status, String member, String end) {
        platform.onSuspend(tenant, Reply.status(500), Reply.problem(status, "a-rule", member), Reply.status(200));

        String job = Api.post(tenant, Api.as(Tokens.platformAdmin()), Map.of("retention", "PT0S"))
                .then()
                .statusCode(202)
                .body("waiting_for", equalTo("tenant_service"))
                .extract()
                .path("job_id");

        Api.awaitStatus(job, end);
    }

    @Test
    void anEndOfTheSuspensionThatCannotBeToldIsToldLater() {
        String job = Api.post(tenant, Api.service(), OWNER).path("job_id");
        platform.onUnsuspend(tenant, Reply.status(500), Reply.hangUp(), Reply.status(200));

        Api.decide(job, "cancel", Api.service()).then().statusCode(200).body("status", equalTo("cancelled"));

        Awaitility.await().until(() -> platform.suspension(tenant) == null);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 503})
    void whoCannotAnswerHasNotRefused(int status) {
        platform.onSuspend(tenant, Reply.status(status));
        String job = Api.post(tenant, Api.service(), OWNER)
                .then()
                .statusCode(202)
                .body("status", equalTo("pending"))
                .extract()
                .path("job_id");
        MovableClock.pass(RETENTION);
        Awaitility.await().until(() -> "tenant_service".equals(Api.job(job).path("waiting_for")));
        platform.onSuspend(tenant, Reply.status(200));

        Api.awaitStatus(job, "completed");
    }

    @Test
    void aSuspensionThatArrivesAfterTheCancellationChangesNothing() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onSuspend(tenant, Reply.status(200).behind(gate));
        CompletableFuture<Response> asking =
                CompletableFuture.supplyAsync(() -> Api.post(tenant, Api.service(), OWNER));
        Awaitility.await().until(() -> latest().statusCode() == 200);

        Api.decide(latest().path("job_id"), "cancel", Api.as(Tokens.platformAdmin()))
                .then()
                .body("status", equalTo("cancelled"));
        gate.countDown();

        asking.join().then().body("status", equalTo("cancelled"));
        assertThat(platform.suspension(tenant)).isNull();
        assertThat(platform.suspensions(tenant)).isEmpty();
    }

    @Test
    void aFailedJobSuspendsAgainAfterAnotherOneWasTakenBack() {
        Services.PURGED.forEach(service -> platform.onPurge(service, tenant, Reply.status(400)));
        String first = begun();
        Api.awaitStatus(first, "failed");
        String second = Api.post(tenant, Api.service(), OWNER).path("job_id");
        assertThat(JsonPath.from(platform.suspension(tenant)).getString("job_id"))
                .isEqualTo(second);
        Api.decide(second, "cancel", Api.service()).then().statusCode(200);
        assertThat(platform.suspension(tenant)).isNull();
        Services.PURGED.forEach(service -> platform.onPurge(service, tenant, Reply.complete(3)));

        Api.retry(first).then().body("status", equalTo("completed"));

        assertThat(JsonPath.from(platform.suspension(tenant)).getString("job_id"))
                .isEqualTo(first);
        // Whoever is not sure to have been heard says the same once more.
        List<Map.Entry<String, Long>> decisions = platform.suspensions(tenant).stream()
                .map(JsonPath::from)
                .map(request -> Map.entry(request.getString("job_id"), request.getLong("token")))
                .distinct()
                .toList();
        assertThat(decisions).extracting(Map.Entry::getValue).isSorted().doesNotHaveDuplicates();
        assertThat(decisions).extracting(Map.Entry::getKey).contains(second).endsWith(first);
    }

    @Test
    void takingTheFailedOneBackLeavesTheTenantToTheOneThatTookItOver() {
        Services.PURGED.forEach(service -> platform.onPurge(service, tenant, Reply.status(400)));
        String first = begun();
        Api.awaitStatus(first, "failed");
        String second = Api.post(tenant, Api.service(), OWNER).path("job_id");

        Api.decide(first, "cancel", Api.service()).then().statusCode(200).body("status", equalTo("cancelled"));

        assertThat(JsonPath.from(platform.suspension(tenant)).getString("job_id"))
                .isEqualTo(second);
    }

    @Test
    void whoeverKnowsALaterDecisionIsToldAnEvenLaterOne() {
        String job = Api.post(tenant, Api.service(), OWNER).path("job_id");
        platform.onSuspend(tenant, Reply.problem(409, "suspension-outdated"), Reply.status(200));

        MovableClock.pass(RETENTION);

        Api.awaitStatus(job, "completed");
        assertThat(platform.suspensions(tenant)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"409, other-admins", "404, not-found"})
    void whatTheTenantServiceRefusesWhenItIsDueIsCancelled(int status, String slug) {
        String key = UUID.randomUUID().toString();
        String job = Api.post(tenant, Api.service().header("Idempotency-Key", key), OWNER)
                .path("job_id");
        platform.onSuspend(tenant, Reply.problem(status, slug));

        MovableClock.pass(RETENTION);

        Api.awaitStatus(job, "cancelled");
        Api.job(job)
                .then()
                .body("error_log[0]", containsString(slug))
                .body("waiting_for", nullValue())
                .body("_links.keySet()", containsInAnyOrder("self", "report", "progress"));
        Awaitility.await().until(() -> platform.suspension(tenant) == null);
        assertThat(platform.purges(tenant)).isEmpty();
        platform.onSuspend(tenant, Reply.status(200));
        Api.post(tenant, Api.service().header("Idempotency-Key", key), OWNER)
                .then()
                .statusCode(202)
                .body("job_id", not(equalTo(job)))
                .body("status", equalTo("pending"));
    }

    @Test
    void anyOtherRefusalIsForAPerson() {
        String job = Api.post(tenant, Api.service(), OWNER).path("job_id");
        platform.onSuspend(tenant, Reply.problem(403, "forbidden"));
        MovableClock.pass(RETENTION);

        Api.awaitStatus(job, "failed");
        Api.job(job)
                .then()
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", startsWith("tenant: forbidden"));
        assertThat(platform.purges(tenant)).isEmpty();
        platform.onSuspend(tenant, Reply.status(200));
        Api.retry(job).then().body("status", equalTo("completed"));
    }

    @ParameterizedTest
    @CsvSource({"owner, 200", "platform admin, 200", "service, 200", "admin, 403", "member, 403", "stranger, 403"})
    void theSameMayTakeItBackWhoMayRestoreTheTenant(String who, int status) {
        String job = Api.post(tenant, Api.as(Tokens.platformAdmin()), Map.of("retention", "P30D"))
                .path("job_id");

        Api.decide(job, "cancel", Callers.as(who, tenant)).then().statusCode(status);
    }

    /** A job that has begun at once. */
    private String begun() {
        return Api.post(tenant, Api.as(Tokens.platformAdmin()), Map.of("retention", "PT0S"))
                .path("job_id");
    }

    private Response latest() {
        return Api.service().get(Api.JOBS + "/tenant/" + tenant.id() + "/latest");
    }
}
