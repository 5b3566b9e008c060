package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.fake.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever does not answer costs a job time and nothing else. */
@QuarkusTest
class UnavailableIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();
    private final UUID user = platform.user();

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 401, 408, 429, 0})
    void aServiceThatCannotAnswerIsAskedAgainUntilItDoes(int status) {
        platform.onPurge("pos", tenant, new Reply(status, "{}", null));
        Instant before = Instant.now();
        String job = Api.post(tenant, Api.service()).path("job_id");

        JsonPath waiting = awaitWaiting(job);

        assertThat(waiting.getString("status")).isEqualTo("in_progress");
        assertThat(Instant.parse(waiting.getString("waiting_since"))).isBetween(before, Instant.now());
        assertThat(Instant.parse(waiting.getString("next_attempt_at"))).isAfter(before);
        assertThat(waiting.getString("waiting_detail")).startsWith("pos: ").contains("tried again by itself");
        assertThat(waiting.getString("phases.purge.services.pos.status")).isEqualTo("pending");
        assertThat(waiting.getList("phases.purge.services.pos.errors")).isNotEmpty();
        assertThat(waiting.getString("phases.purge.services.orders.status")).isEqualTo("completed");
        assertThat(waiting.getString("phases.tenant.services.tenant.status")).isEqualTo("pending");
        assertThat(waiting.getMap("_links")).containsOnlyKeys("self", "report", "progress", "retry");
        assertThat(waiting.getInt("services_failed")).isZero();
        platform.onPurge("pos", tenant, Reply.complete(3));

        Api.awaitStatus(job, "completed");
        Api.job(job)
                .then()
                .body("total_items_deleted", equalTo(39))
                .body("waiting_for", nullValue())
                .body("waiting_since", nullValue())
                .body("next_attempt_at", nullValue())
                .body("error_log", empty())
                .body("service_results.pos.errors", empty());
    }

    @Test
    void aJobThatIsDueWhileAllAreAwayBeginsWhenTheyAreBack() {
        String job =
                Api.post(tenant, Api.service(), Map.of("retention", "PT1H")).path("job_id");
        platform.onSuspend(tenant, Reply.status(503));
        allAnswer(Reply.status(503));
        MovableClock.pass(Duration.ofHours(1));

        JsonPath waiting = awaitWaiting(job);

        assertThat(waiting.getString("status")).isEqualTo("pending");
        assertThat(waiting.getString("started_at")).isNull();
        assertThat(waiting.getMap("_links")).containsOnlyKeys("self", "report", "progress", "retry", "cancel");
        assertThat(platform.purges(tenant)).isEmpty();
        // The tenant service comes back first.
        platform.onSuspend(tenant, Reply.status(200));
        Awaitility.await().until(() -> !platform.purges("pos", tenant).isEmpty());
        Awaitility.await().until(() -> Api.job(job).path("next_attempt_at") != null);
        Services.PURGED.forEach(service -> platform.onPurge(service, tenant, Reply.complete(3)));

        Api.awaitStatus(job, "completed");
        Api.job(job).then().body("total_items_deleted", equalTo(39)).body("error_log", empty());
    }

    @Test
    void whatWaitsBeforeItHasBegunCanBeTakenBack() {
        allAnswer(Reply.status(503));
        String job = Api.post(tenant, Api.service()).path("job_id");
        awaitWaiting(job);

        Awaitility.await().until(() -> Api.decide(job, "cancel", Api.service()).statusCode() == 200);

        Api.job(job).then().body("status", equalTo("cancelled")).body("next_attempt_at", nullValue());
        assertThat(platform.suspension(tenant)).isNull();
    }

    @Test
    void afterADayWithoutAnAnswerAPersonIsAskedForAndMayRetry() {
        platform.onPurge("pos", tenant, Reply.status(503));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Object since = awaitWaiting(job).get("waiting_since");

        MovableClock.pass(Duration.ofHours(24));

        Api.awaitStatus(job, "failed");
        Api.job(job)
                .then()
                .body("waiting_for", equalTo("unavailable"))
                .body("waiting_since", equalTo(since))
                .body("waiting_detail", containsString("tried again for too long"))
                .body("next_attempt_at", nullValue())
                .body("service_results.pos.status", equalTo("failed"))
                .body("service_results.tenant.status", equalTo("skipped"))
                .body("error_log[0]", containsString("pos error: status 503"))
                .body("_links", hasKey("retry"))
                .body("_links", not(hasKey("cancel")));
        platform.onPurge("pos", tenant, Reply.complete(3));
        Api.retry(job).then().body("status", equalTo("completed")).body("total_items_deleted", equalTo(39));
    }

    @Test
    void aPersonNeedNotWaitForTheNextAttempt() {
        platform.onPurge("pos", tenant, Reply.status(503));
        String job = Api.post(tenant, Api.service()).path("job_id");
        awaitWaiting(job);
        inAnHour(job);
        platform.onPurge("pos", tenant, Reply.complete(3));

        Api.retry(job).then().statusCode(200).body("status", equalTo("completed"));
    }

    @Test
    void nobodyElseMakesItWaitLessOrMore() {
        platform.onPurge("pos", tenant, Reply.status(503));
        String job = Api.post(tenant, Api.service()).path("job_id");
        awaitWaiting(job);
        inAnHour(job);
        platform.onPurge("pos", tenant, Reply.complete(3));
        int calls = platform.purges("pos", tenant).size();

        FakeTenant other = platform.tenant();
        Api.run(other).then().body("status", equalTo("completed"));

        assertThat(platform.purges("pos", tenant)).hasSize(calls);
        MovableClock.pass(Duration.ofHours(1));
        Api.awaitStatus(job, "completed");
    }

    @Test
    void aRefusalCountsForMoreThanSomebodyElsesSilence() {
        platform.onPurge("pos", tenant, Reply.status(503));
        platform.onPurge("orders", tenant, Reply.status(400));

        Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", startsWith("orders: refused"));
    }

    @ParameterizedTest
    @CsvSource({
        "identity, GET",
        "account, DELETE",
    })
    void anIdentityProviderThatIsAwayIsAskedAgain(String step, String method) {
        platform.users().owns(user, tenant.id(), tenant.admin());
        Reply[] away = new Reply[30];
        java.util.Arrays.fill(away, Reply.status(503));
        String job = Api.deleteUser(user, Api.service().queryParam("retention", "PT1H"))
                .path("job_id");
        if (method.equals("GET")) {
            platform.accounts().onGet(user, away);
        } else {
            platform.accounts().onDelete(user, away);
        }
        MovableClock.pass(Duration.ofHours(1));

        JsonPath waiting = awaitWaiting(job);

        assertThat(waiting.getString("waiting_detail")).startsWith(step + ": ");
        assertThat(waiting.getString("service_results." + step + ".status")).isEqualTo("pending");
        platform.accounts().onGet(user);
        platform.accounts().onDelete(user);
        Api.awaitStatus(job, "completed");
        assertThat(platform.accounts().has(user)).isFalse();
    }

    @Test
    void aUsersJobWaitsWithTheJobOfATenantThatGoesAlong() {
        platform.users().owns(user, tenant.id());
        platform.onPurge("pos", tenant, Reply.status(503));
        String job = Api.deleteUser(user, Api.service()).path("job_id");

        JsonPath waiting = awaitWaiting(job);

        assertThat(waiting.getString("waiting_detail"))
                .startsWith("tenants: ")
                .contains(tenant.id().toString());
        assertThat(waiting.getMap("_links")).doesNotContainKey("cancel");
        // It does not look before the tenant's job is over.
        inAnHour(job);
        platform.onPurge("pos", tenant, Reply.complete(3));
        Api.awaitStatus(job, "completed");
        Api.job(job).then().body("service_results.tenants.deleted_counts.tenants_deleted", equalTo(1));
    }

    private void allAnswer(Reply reply) {
        Services.PURGED.forEach(service -> platform.onPurge(service, tenant, reply));
    }

    private static JsonPath awaitWaiting(String job) {
        Awaitility.await().untilAsserted(() -> Api.job(job).then().body("waiting_for", equalTo("unavailable")));
        return Awaitility.await()
                .until(
                        () -> Api.job(job).jsonPath(),
                        now -> now.get("next_attempt_at") != null
                                && "unavailable".equals(now.getString("waiting_for")));
    }

    /** What would be tried again in a moment is tried again in an hour. */
    private static void inAnHour(String job) {
        Awaitility.await()
                .until(() -> !TestDatabase.query("update orchestrator.deletion_jobs set"
                                + " next_attempt_at = now() + interval '1 hour' where job_id = '" + job
                                + "' and run_id is null and next_attempt_at is not null returning job_id")
                        .isEmpty());
    }
}
