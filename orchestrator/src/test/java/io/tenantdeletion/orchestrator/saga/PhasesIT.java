package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who takes part in a job, in which order, and how that is told. */
@QuarkusTest
class PhasesIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @Test
    void everyPhaseTellsWhereItIs() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("pos", tenant, Reply.complete(1).behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> "completed".equals(Api.job(job).path("phases.purge.services.orders.status")));

        Api.job(job)
                .then()
                .body("phase", equalTo("purge"))
                .body("phases.keySet()", contains("prepare", "purge", "verify", "tenant"))
                .body("phases.purge.status", equalTo("in_progress"))
                .body("phases.purge.started_at", notNullValue())
                .body("phases.purge.completed_at", nullValue())
                .body("phases.purge.services.keySet()", hasSize(12))
                .body("phases.tenant.status", equalTo("pending"))
                .body("_links.keySet()", contains("self", "report", "progress"))
                .body("waiting_for", nullValue());

        gate.countDown();
        Api.awaitStatus(job, "completed");
        Api.job(job)
                .then()
                .body("phase", nullValue())
                .body("phases.purge.status", equalTo("completed"))
                .body("phases.purge.completed_at", notNullValue())
                .body("phases.tenant.services.tenant.deleted_counts.things", equalTo(3))
                .body("_links.keySet()", contains("self", "report", "progress"))
                .body("_links.self.method", equalTo("GET"));
    }

    @Test
    void aServiceThatIsRegisteredDuringTheRetentionIsCalled() {
        String job = waiting();
        // As it was when pos was not there yet.
        TestDatabase.execute(
                "delete from orchestrator.deletion_steps where service = 'pos' and job_id = '" + job + "'");
        Api.job(job).then().body("service_results", not(hasKey("pos")));

        MovableClock.pass(Duration.ofHours(2));

        Api.awaitStatus(job, "completed");
        assertThat(platform.purges("pos", tenant)).hasSize(1);
        Api.job(job)
                .then()
                .body("services_completed", equalTo(13))
                .body("phases.purge.services.pos.status", equalTo("completed"))
                .body("total_items_deleted", equalTo(39));
    }

    @Test
    void aServiceThatIsNotRegisteredAnyMoreKeepsTheJobFromCompleting() {
        String job = failedBecauseOf("bygone");

        Api.job(job)
                .then()
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", startsWith("bygone: not_registered"))
                .body("service_results.bygone.status", equalTo("failed"))
                .body("service_results.bygone.errors[0]", startsWith("not_registered: "))
                .body("service_results.tenant.status", equalTo("skipped"))
                .body("_links.retry.href", equalTo(Api.JOBS + "/" + job + "/retry"));
        assertThat(platform.purges("tenant", tenant)).isEmpty();
        // Asking again for the deletion is no way around it.
        Api.run(tenant).then().body("job_id", equalTo(job)).body("status", equalTo("failed"));
    }

    @Test
    void itGoesOnWhenAPlatformAdminLeavesTheServiceOut() {
        UUID admin = UUID.randomUUID();
        String job = failedBecauseOf("bygone");

        leaveOut(job, "bygone", Api.as(Tokens.platformAdmin(admin)), "switched off in May")
                .then()
                .statusCode(200)
                .body("service_results.bygone.status", equalTo("left_out"));

        Api.awaitStatus(job, "completed");
        Api.job(job)
                .then()
                .body("service_results.bygone.status", equalTo("left_out"))
                .body("service_results.bygone.errors", empty())
                .body("services_completed", equalTo(13))
                .body("phases.purge.status", equalTo("completed"))
                .body("progress", equalTo(100f));
        assertThat(platform.purges("tenant", tenant)).hasSize(1);
        // Who and what stays; what was typed goes with the other texts about the subject.
        assertThat(TestDatabase.query(
                        "select left_out_by || coalesce(left_out_reason, '') from orchestrator.deletion_steps"
                                + " where left_out_by is not null and service = 'bygone' and job_id = '" + job + "'"))
                .containsExactly(admin.toString());
        assertThat(Audit.lines("subject=" + tenant.id())
                        .<String>getList("items.findAll { it.actor == '" + admin + "' }.action"))
                .contains("step.left_out");
    }

    @Test
    void alsoWhereTheServiceHadPurgedBefore() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(1));
        String job = Api.run(tenant).path("job_id");
        TestDatabase.execute(
                "insert into orchestrator.deletion_steps (job_id, phase, service, position, status)" + " select '" + job
                        + "', phase, 'bygone', 12, 'completed' from unnest('{prepare,purge}'::text[]) as phase");
        Api.retry(job)
                .then()
                .body("status", equalTo("failed"))
                .body("phases.prepare.services.bygone.errors[0]", startsWith("not_registered: "));

        leaveOut(job, "bygone", admin(), "switched off in June").then().statusCode(200);

        Api.awaitStatus(job, "completed");
        Api.job(job).then().body("service_results.bygone.status", equalTo("completed"));
    }

    @Test
    void whoeverIsRegisteredCannotBeLeftOut() {
        platform.onPurge("pos", tenant, Reply.status(400));
        String job = Api.run(tenant).path("job_id");

        leaveOut(job, "pos", admin(), "in a hurry")
                .then()
                .statusCode(409)
                .body("type", endsWith(":service-registered"));
        leaveOut(job, "never", admin(), "in a hurry").then().statusCode(404);
        leaveOut(UUID.randomUUID().toString(), "pos", admin(), "why not").then().statusCode(404);
    }

    @Test
    void leavingOutIsForPlatformAdminsWithAReason() {
        String job = failedBecauseOf("bygone");

        leaveOut(job, "bygone", Api.service(), "because").then().statusCode(403);
        leaveOut(job, "bygone", Api.as(Tokens.user(tenant.owner())), "because")
                .then()
                .statusCode(403);
        leaveOut(job, "bygone", admin(), " ").then().statusCode(400);
        admin().post(Api.JOBS + "/" + job + "/steps/bygone/leave-out").then().statusCode(400);

        Api.job(job).then().body("status", equalTo("failed"));
    }

    @Test
    void aUsersJobHasItsOwnPhases() {
        UUID user = platform.user();

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("completed"))
                .body(
                        "phases.keySet()",
                        contains("identity", "prepare", "tenants", "services", "verify", "memberships", "account"))
                .body("phases.services.services.keySet()", hasSize(12))
                .body("phases.account.services.account.status", equalTo("completed"));
    }

    /** A job that waits for an hour. */
    private String waiting() {
        return Api.post(tenant, Api.service(), Map.of("retention", "PT1H"))
                .then()
                .body("status", equalTo("pending"))
                .extract()
                .path("job_id");
    }

    /** A job that has begun with a service that was registered when it was asked for, and is not any more. */
    private String failedBecauseOf(String service) {
        String job = waiting();
        TestDatabase.execute("insert into orchestrator.deletion_steps (job_id, phase, service, position) values ('"
                + job + "', 'purge', '" + service + "', 12)");
        MovableClock.pass(Duration.ofHours(2));
        Api.awaitStatus(job, "failed");
        return job;
    }

    private static Response leaveOut(String job, String service, RequestSpecification who, String reason) {
        return who.contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .post(Api.JOBS + "/" + job + "/steps/" + service + "/leave-out");
    }

    private static RequestSpecification admin() {
        return Api.as(Tokens.platformAdmin());
    }
}
