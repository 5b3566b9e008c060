package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.api.Callers;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that comes to no end by itself: a service that goes on for ever, or a call that nobody answers. */
@QuarkusTest
class AbortIT extends OrchestratorTest {

    @Inject
    JobRunner runner;

    private final FakeTenant tenant = platform.tenant();

    @Test
    void stopsAServiceThatIsNeverComplete() {
        UUID admin = UUID.randomUUID();
        String job = endless();

        Api.decide(job, "abort", Api.as(Tokens.platformAdmin(admin)))
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", startsWith("a platform admin aborted it"))
                .body("service_results.orders.status", equalTo("failed"))
                .body("service_results.orders.errors[0]", startsWith("aborted: "))
                .body("service_results.orders.counts_may_be_low", equalTo(true))
                .body("service_results.tenant.status", equalTo("skipped"))
                .body("error_log[0]", containsString("aborted"));

        assertThat(runner.ended(JobId.fromString(job))).isEmpty();
        int calls = platform.purges("orders", tenant).size();
        Awaitility.await()
                .during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(2))
                .until(() -> platform.purges("orders", tenant).size() <= calls + 1);
        assertThat(Audit.lines("subject=" + tenant.id()).getString("items.find { it.actor == '" + admin + "' }.reason"))
                .isEqualTo("because");
    }

    @Test
    void anAnswerThatComesAfterwardsIsNotWrittenDown() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.complete(7).behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> !platform.purges("orders", tenant).isEmpty());

        Api.decide(job, "abort", Api.as(Tokens.platformAdmin())).then().statusCode(200);
        gate.countDown();

        assertThat(TestDatabase.query("select run_id from orchestrator.deletion_jobs where job_id = '" + job + "'"))
                .containsOnlyNulls();
        Api.job(job)
                .then()
                .body("status", equalTo("failed"))
                .body("service_results.orders.deleted_counts.size()", equalTo(0));
    }

    @Test
    void aRetryGoesOnWithIt() {
        String job = endless();
        Api.decide(job, "abort", Api.as(Tokens.platformAdmin())).then().statusCode(200);
        platform.onPurge("orders", tenant, Reply.complete(2));

        Api.retry(job).then().body("status", equalTo("completed"));

        assertThat(platform.purges("tenant", tenant)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "owner", "admin", "stranger"})
    void isForPlatformAdmins(String who) {
        String job = endless();

        Api.decide(job, "abort", Callers.as(who, tenant)).then().statusCode(403);

        Api.job(job).then().body("status", equalTo("in_progress"));
        Api.decide(job, "abort", Api.as(Tokens.platformAdmin())).then().statusCode(200);
    }

    @Test
    void needsAReasonAndAJobInProgress() {
        String job = endless();
        Api.as(Tokens.platformAdmin())
                .post(Api.JOBS + "/" + job + "/abort")
                .then()
                .statusCode(400);
        Api.decide(job, "abort", Api.as(Tokens.platformAdmin())).then().statusCode(200);

        Api.decide(job, "abort", Api.as(Tokens.platformAdmin()))
                .then()
                .statusCode(409)
                .body("type", endsWith(":deletion-job-not-in-progress"));
        Api.decide(UUID.randomUUID().toString(), "abort", Api.as(Tokens.platformAdmin()))
                .then()
                .statusCode(404);
    }

    /** A job whose service deletes a row a call and is never complete. */
    private String endless() {
        platform.onPurge("orders", tenant, Reply.incomplete(1, 0.5));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> platform.purges("orders", tenant).size() > 3);
        return job;
    }
}
