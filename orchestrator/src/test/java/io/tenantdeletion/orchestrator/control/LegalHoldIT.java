package io.tenantdeletion.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.api.Callers;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody who is held is deleted, on any path, until the hold is lifted. */
@QuarkusTest
class LegalHoldIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @AfterEach
    void liftAll() {
        TestDatabase.execute("delete from orchestrator.legal_holds");
    }

    @Test
    void isSetReadChangedAndLifted() {
        Holds.set(tenant.id())
                .then()
                .statusCode(201)
                .header("Location", endsWith(Holds.PATH + "/" + tenant.id()))
                .body("subject_id", equalTo(tenant.id().toString()))
                .body("reason", equalTo("evidence"))
                .body("reference", equalTo("case 7"))
                .body("set_by", equalTo(Holds.KEEPER.toString()))
                .body("set_at", notNullValue())
                .body("effective", equalTo(true));
        Holds.set(tenant.id()).then().statusCode(200);
        Holds.set(tenant.id(), Map.of("reason", "more evidence", "reference", "case 8"))
                .then()
                .statusCode(200)
                .body("reference", equalTo("case 8"));
        JsonPath all = Api.as(Tokens.legal(Holds.KEEPER)).get(Holds.PATH).jsonPath();
        assertThat(all.getList("items.subject_id")).containsExactly(tenant.id().toString());
        assertThat(all.getInt("total")).isEqualTo(1);

        Holds.lift(tenant.id()).then().statusCode(204);

        Holds.lift(tenant.id()).then().statusCode(404);
        Api.as(Tokens.legal(Holds.KEEPER))
                .get(Holds.PATH + "/" + tenant.id())
                .then()
                .statusCode(404);
        JsonPath lines = Audit.lines("subject=" + tenant.id());
        assertThat(lines.getList("items.action"))
                .containsExactly("legal_hold.lifted", "legal_hold.changed", "legal_hold.set");
        assertThat(lines.getString("items[2].reason")).isEqualTo("evidence");
        assertThat(lines.getString("items[2].detail.reference")).isEqualTo("case 7");
    }

    @Test
    void aRequestIsTakenAndGoesOnByItselfWhenTheHoldIsLifted() {
        Holds.set(tenant.id());

        String job = Api.post(tenant, Api.service().header("Prefer", "wait=20"))
                .then()
                .statusCode(202)
                .body("status", equalTo("pending"))
                .body("waiting_for", equalTo("legal_hold"))
                .body("waiting_since", notNullValue())
                .extract()
                .path("job_id");
        Api.job(job).then().body("waiting_for", equalTo("legal_hold"));
        assertThat(platform.purges(tenant)).isEmpty();
        assertThat(platform.checks().fenced(tenant.id())).isEmpty();

        Holds.lift(tenant.id());
        Api.awaitStatus(job, "completed");
        Api.job(job).then().body("waiting_for", nullValue());
    }

    @Test
    void aRunningJobStopsBetweenTwoCallsAndGoesOnLater() {
        platform.onPurge("orders", tenant, Reply.incomplete(1, 0.5));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> platform.purges("orders", tenant).size() > 3);

        Holds.set(tenant.id());

        Awaitility.await().until(() -> "legal_hold".equals(Api.job(job).path("waiting_for")));
        Api.job(job).then().body("status", equalTo("in_progress"));
        assertThat(find(tenant.id()).getBoolean("effective")).isTrue();
        int calls = platform.purges(tenant).size();
        assertThat(platform.purges("tenant", tenant)).isEmpty();
        platform.onPurge("orders", tenant, Reply.complete(1));
        Holds.lift(tenant.id());
        Api.awaitStatus(job, "completed");
        assertThat(platform.purges(tenant).size()).isGreaterThan(calls);
    }

    @Test
    void aFailedJobThatIsRetriedWaits() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(1));
        String job = Api.run(tenant).path("job_id");
        Api.awaitStatus(job, "failed");
        Holds.set(tenant.id());

        Api.retry(job).then().statusCode(202).body("waiting_for", equalTo("legal_hold"));

        Holds.lift(tenant.id());
        Api.awaitStatus(job, "completed");
    }

    @Test
    void aUserWhoIsHeldIsNotDeleted() {
        UUID user = platform.user();
        Holds.set(user);

        String job = Api.deleteUser(user).then().statusCode(202).extract().path("job_id");

        Api.job(job).then().body("waiting_for", equalTo("legal_hold"));
        assertThat(platform.accounts().has(user)).isTrue();
        Holds.lift(user);
        Api.awaitStatus(job, "completed");
        assertThat(platform.accounts().has(user)).isFalse();
    }

    @Test
    void aUserWhoWouldTakeAHeldTenantAlongIsNotDeletedAndNeitherIsAnythingElse() {
        UUID user = platform.user();
        FakeTenant other = platform.tenant();
        platform.users().owns(user, tenant.id());
        platform.users().owns(user, other.id());
        Holds.set(tenant.id());

        String job = Api.deleteUser(user, Api.service()).path("job_id");

        Awaitility.await().until(() -> "legal_hold".equals(Api.job(job).path("waiting_for")));
        assertThat(platform.purges(other)).isEmpty();
        assertThat(platform.accounts().has(user)).isTrue();
        Holds.lift(tenant.id());
        Api.awaitStatus(job, "completed");
        assertThat(platform.purges("tenant", other)).isNotEmpty();
    }

    @Test
    void ofAUserAndTheTenantsThatGoAlongAHoldOnOneHoldsAll() {
        UUID user = platform.user();
        platform.users().owns(user, tenant.id());
        platform.onPurge("orders", tenant, Reply.incomplete(1, 0.5));
        String job = Api.deleteUser(user, Api.service()).path("job_id");
        Awaitility.await().until(() -> platform.purges("orders", tenant).size() > 3);

        Holds.set(user);

        Awaitility.await().until(() -> "legal_hold".equals(Api.job(job).path("waiting_for")));
        String part = Api.service()
                .get(Api.JOBS + "/tenant/" + tenant.id() + "/latest")
                .path("job_id");
        Awaitility.await().until(() -> "legal_hold".equals(Api.job(part).path("waiting_for")));
        platform.onPurge("orders", tenant, Reply.complete(1));
        Holds.lift(user);
        Api.awaitStatus(job, "completed");
        Api.awaitStatus(part, "completed");
    }

    @Test
    void whatBeginsHasLookedAfterTheLastHoldThatWasAnswered() {
        String job = Api.post(tenant, Api.service(), Map.of("retention", "P1D")).path("job_id");
        Holds.set(tenant.id());
        // A run that claimed the job before anybody knew of the hold.
        TestDatabase.execute("update orchestrator.deletion_jobs set status = 'in_progress', run_id = gen_random_uuid()"
                + " where job_id = '" + job + "'");

        assertThat(TestDatabase.query("select orchestrator.may_delete('" + job + "')"))
                .containsExactly("f");

        TestDatabase.execute("update orchestrator.deletion_jobs set status = 'pending', run_id = null"
                + " where job_id = '" + job + "'");
        Api.decide(job, "cancel", Api.service()).then().statusCode(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"nobody, 401", "service, 403", "platform admin, 403", "owner, 403", "stranger, 403"})
    void isForWhoeverKeepsThem(String caller, int status) {
        String path = Holds.PATH + "/" + tenant.id();

        assertThat(List.of(
                        Callers.as(caller, tenant)
                                .contentType("application/json")
                                .body(Map.of("reason", "x", "reference", "y"))
                                .put(path)
                                .statusCode(),
                        Callers.as(caller, tenant).get(path).statusCode(),
                        Callers.as(caller, tenant).get(Holds.PATH).statusCode(),
                        Callers.as(caller, tenant).delete(path).statusCode()))
                .containsOnly(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"reason\": \"x\"}",
                "{\"reference\": \"x\"}",
                "{\"reason\": \" \", \"reference\": \"x\"}",
                "{\"reason\": \"x\", \"reference\": \"zero \\u0000\"}",
                "nonsense",
            })
    void aHoldNeedsAReasonAndAReference(String body) {
        Holds.set(tenant.id(), body).then().statusCode(400).contentType("application/problem+json");
        Holds.set(tenant.id(), Map.of("reason", "x", "reference", "x".repeat(201)))
                .then()
                .statusCode(400);
    }

    private static JsonPath find(UUID subject) {
        return Api.as(Tokens.legal(Holds.KEEPER))
                .get(Holds.PATH + "/" + subject)
                .jsonPath();
    }
}
