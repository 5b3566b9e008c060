package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
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
import io.tenantdeletion.orchestrator.fake.Services;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that is not registered any more keeps a job from completing until a platform admin has it left out. */
@QuarkusTest
class LeftOutIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
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
                .body("service_results.bygone.status", equalTo("left_out"))
                .body("service_results.bygone.left_out.by", equalTo(admin.toString()))
                .body("service_results.pos.left_out", nullValue());

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
        assertSaidToBeLeftOut(job, admin);
    }

    @Test
    void alsoWhereTheServiceHadPurgedBefore() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.status(400), Reply.complete(1));
        String job = Api.run(tenant).path("job_id");
        UUID admin = UUID.randomUUID();
        TestDatabase.execute(
                "insert into orchestrator.deletion_steps (job_id, phase, service, position, status)" + " select '" + job
                        + "', phase, 'bygone', 12, 'completed' from unnest('{prepare,purge}'::text[]) as phase");
        Api.retry(job)
                .then()
                .body("status", equalTo("failed"))
                .body("phases.prepare.services.bygone.errors[0]", startsWith("not_registered: "));

        admin().get(Api.JOBS + "/" + job)
                .then()
                .body("_links.leave-out.href", equalTo(Api.JOBS + "/" + job + "/steps/bygone/leave-out"));

        leaveOut(job, "bygone", Api.as(Tokens.platformAdmin(admin)), "switched off in June")
                .then()
                .statusCode(200);

        // Failed once more, so that it can still be read why.
        Api.awaitStatus(job, "failed");
        Api.job(job)
                .then()
                .body("phases.prepare.services.bygone.status", equalTo("left_out"))
                .body("phases.prepare.services.bygone.left_out.by", equalTo(admin.toString()))
                .body("service_results.bygone.left_out.reason", equalTo("switched off in June"));
        Api.retry(job).then().body("status", equalTo("completed"));
        Api.job(job)
                .then()
                .body("service_results.bygone.status", equalTo("completed"))
                .body("service_results.bygone.left_out.reason", nullValue());
        assertSaidToBeLeftOut(job, admin);
    }

    @Test
    void isNotSaidOfAServiceThatIsRegisteredAgainAndHasDeleted() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.status(400));
        String job = Api.run(tenant).path("job_id");
        TestDatabase.execute("update orchestrator.deletion_steps set status = 'left_out', left_out_by = 'somebody',"
                + " left_out_reason = 'why' where service = 'pos' and status <> 'completed' and job_id = '" + job
                + "'");
        Api.job(job).then().body("service_results.pos.left_out.by", equalTo("somebody"));
        platform.onPurge("pos", tenant, Reply.complete(1));

        Api.retry(job).then().body("status", equalTo("completed"));

        Api.job(job)
                .then()
                .body("service_results.pos.status", equalTo("completed"))
                .body("service_results.pos.left_out", nullValue());
    }

    @Test
    void whyAServiceWasLeftOutGoesWithAJobThatIsTakenBack() {
        Services.PURGED.forEach(service -> platform.onPurge(service, tenant, Reply.status(400)));
        String job = failedBecauseOf("bygone");
        leaveOut(job, "bygone", admin(), "switched off in July").then().statusCode(200);
        Api.awaitStatus(job, "failed");
        Api.job(job).then().body("service_results.bygone.left_out.reason", equalTo("switched off in July"));

        Api.decide(job, "cancel", admin()).then().statusCode(200);

        Api.job(job)
                .then()
                .body("service_results.bygone.left_out.by", notNullValue())
                .body("service_results.bygone.left_out.reason", nullValue());
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

    /** Once in the audit log; report and certificate keep who and when. */
    private void assertSaidToBeLeftOut(String job, UUID admin) {
        assertThat(Audit.lines("subject=" + tenant.id())
                        .<String>getList("items.findAll { it.action == 'step.left_out' }.actor"))
                .containsExactly(admin.toString());
        JsonPath report = admin().get(Api.JOBS + "/" + job + "/report").jsonPath();
        assertThat(report.getString("services.find { it.service == 'bygone' }.left_out.by"))
                .isEqualTo(admin.toString());
        assertThat(admin().get(Api.JOBS + "/" + job + "/report?format=csv").asString())
                .contains("," + admin + "\r\n");
        assertThat(admin().get(Api.JOBS + "/" + job + "/report?format=html").asString())
                .contains("left out by " + admin);
    }

    /** A job that has begun with a service that was registered when it was asked for, and is not any more. */
    private String failedBecauseOf(String service) {
        String job =
                Api.post(tenant, Api.service(), Map.of("retention", "PT1H")).path("job_id");
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
