package io.tenantdeletion.orchestrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that comes late erases everybody again, and nobody else. */
@QuarkusTest
class ReplayIT extends OrchestratorTest {

    private static final String POS = "pos";

    private final Instant since = Instant.now();
    private final FakeTenant living = platform.tenant();

    @AfterEach
    void none() {
        Api.as(Tokens.platformAdmin())
                .get(Replays.path(POS))
                .jsonPath()
                .<String>getList("findAll { it.status == 'in_progress' }.replay_id")
                .forEach(open -> Replays.cancel(POS, open).then().statusCode(200));
    }

    @Test
    void whoIsErasedIsErasedAgainInThisServiceAndNobodyElseAnywhere() {
        FakeTenant back = erased();
        FakeTenant gone = erased();
        platform.write(POS, back);
        int elsewhere = platform.purges("orders", back).size();
        int before = platform.purges(POS, gone).size();

        String address =
                Replays.start(POS, since).then().statusCode(202).extract().header("Location");
        String id = address.substring(address.lastIndexOf('/') + 1);
        JsonPath done = Replays.await(POS, id, "completed");

        assertThat(done.getString("service")).isEqualTo(POS);
        assertThat(Instant.parse(done.getString("since"))).isBeforeOrEqualTo(since);
        assertThat(done.getInt("total")).isEqualTo(2);
        assertThat(done.getInt("done")).isEqualTo(2);
        assertThat(done.getInt("skipped")).isZero();
        assertThat(done.getInt("rows_found")).isEqualTo(3);
        assertThat(done.getInt("findings")).isEqualTo(1);
        assertThat(done.getFloat("progress")).isEqualTo(100);
        assertThat(done.getString("completed_at")).isNotNull();
        assertThat(platform.purges(POS, gone)).hasSize(before + 1);
        assertThat(platform.checks().fenced(back.id())).contains(POS);
        assertThat(platform.purges("orders", back)).hasSize(elsewhere);
        assertThat(platform.calls(POS, living)).isEmpty();
        JsonPath finding = finding(back.id());
        assertThat(finding.getString("code")).isEqualTo("late_rows");
        assertThat(finding.getInt("rows.things")).isEqualTo(3);
        assertThat(Audit.lines("action=replay.completed").getList("items.detail.replay_id"))
                .contains(id);
    }

    @Test
    void usersToo() {
        UUID user = platform.user();
        Api.deleteUser(user).then().statusCode(200).body("status", equalTo("completed"));
        platform.users().on("DELETE", POS, user, Reply.complete(5));

        JsonPath done = Replays.await(POS, Replays.started(POS, since), "completed");

        assertThat(done.getInt("total")).isEqualTo(1);
        assertThat(done.getInt("rows_found")).isEqualTo(5);
        assertThat(finding(user).getString("subject_type")).isEqualTo("user");
    }

    @Test
    void aLivingTenantInTheLedgerIsLeftAlone() {
        FakeTenant back = erased();
        FakeTenant again = platform.tenant();
        Api.run(again).then().body("status", equalTo("completed"));
        int before = platform.calls(POS, again).size();
        int fences = platform.checks().calls(again.id()).size();

        JsonPath done = Replays.await(POS, Replays.started(POS, since), "completed");

        assertThat(done.getInt("done")).isEqualTo(2);
        assertThat(done.getInt("skipped")).isEqualTo(1);
        assertThat(platform.calls(POS, again)).hasSize(before);
        assertThat(platform.checks().calls(again.id())).hasSize(fences);
        assertThat(finding(again.id()).getString("code")).isEqualTo("living_tenant");
        assertThat(platform.purges(POS, back)).isNotEmpty();
    }

    @Test
    void whereTheTenantServiceCannotSayNobodyIsTouched() {
        FakeTenant again = platform.tenant();
        Api.run(again).then().body("status", equalTo("completed"));
        int before = platform.purges(POS, again).size();
        platform.onTenant(again, Reply.status(503));

        String id = Replays.started(POS, since);
        JsonPath waiting = Replays.awaitWaiting(POS, id, "unavailable");

        assertThat(waiting.getString("waiting_detail")).startsWith("the tenant service: ");
        assertThat(waiting.getString("next_attempt_at")).isNotNull();
        assertThat(platform.purges(POS, again)).hasSize(before);
    }

    @Test
    void aServiceThatIsAwayInTheMiddleIsAskedAgainFromThereOn() {
        FakeTenant first = erased();
        FakeTenant second = erased();
        FakeTenant third = erased();
        List.of(first, second, third).forEach(one -> platform.write(POS, one));
        int before = platform.purges(POS, first).size();
        platform.onPurge(POS, second, Reply.status(503));

        String id = Replays.started(POS, since);
        JsonPath waiting = Replays.awaitWaiting(POS, id, "unavailable");

        assertThat(waiting.getString("status")).isEqualTo("in_progress");
        assertThat(waiting.getInt("done")).isEqualTo(1);
        assertThat(waiting.getString("waiting_since")).isNotNull();
        int thirdBefore = platform.purges(POS, third).size();
        platform.onPurge(POS, second, Reply.complete(3));
        JsonPath done = Replays.await(POS, id, "completed");
        assertThat(done.getInt("rows_found")).isEqualTo(9);
        assertThat(done.getInt("findings")).isEqualTo(3);
        assertThat(done.getString("waiting_for")).isNull();
        assertThat(platform.purges(POS, first)).hasSize(before + 1);
        assertThat(platform.purges(POS, third)).hasSize(thirdBefore + 1);
    }

    @Test
    void anotherReplicaGoesOnWhereOneHasStopped() {
        FakeTenant first = erased();
        FakeTenant second = erased();
        int before = platform.purges(POS, first).size();
        CountDownLatch gate = new CountDownLatch(1);
        int calls = platform.purges(POS, second).size();
        platform.onPurge(POS, second, Reply.complete(2).behind(gate));
        String id = Replays.started(POS, since);
        Awaitility.await().until(() -> platform.purges(POS, second).size() > calls);

        // As after a crash: the lease is nobody's any more.
        platform.onPurge(POS, second, Reply.complete(2));
        TestDatabase.execute("update orchestrator.erasure_replays set run_id = gen_random_uuid(),"
                + " lease_until = now() - interval '1 second' where replay_id = '" + id + "'");

        JsonPath done = Replays.await(POS, id, "completed");
        gate.countDown();
        assertThat(done.getInt("total")).isEqualTo(2);
        assertThat(done.getInt("done")).isEqualTo(2);
        assertThat(platform.purges(POS, first)).hasSize(before + 1);
        assertThat(platform.purges(POS, second).size()).isGreaterThan(calls + 1);
    }

    @Test
    void whoeverRefusesASubjectIsLeftToAPersonAndTheNextOneComes() {
        FakeTenant refused = erased();
        FakeTenant next = erased();
        platform.write(POS, next);
        platform.checks().onFence(POS, refused.id(), Reply.refused("""
                [{"severity": "error", "code": "c", "table": "things", "detail": "d", "remedy": "r"}]"""));

        JsonPath done = Replays.await(POS, Replays.started(POS, since), "completed");

        assertThat(done.getInt("skipped")).isEqualTo(1);
        assertThat(done.getInt("rows_found")).isEqualTo(3);
        assertThat(finding(refused.id()).getString("code")).isEqualTo("replay_refused");
        assertThat(finding(refused.id()).getString("detail")).contains("things");
    }

    @Test
    void theStopSwitchPausesIt() {
        erased();
        control(true);
        try {
            String id = Replays.started(POS, since);
            JsonPath waiting = Replays.awaitWaiting(POS, id, "stop_switch");
            assertThat(waiting.getInt("done")).isZero();

            control(false);

            Replays.await(POS, id, "completed");
        } finally {
            control(false);
        }
    }

    @Test
    void whileOneIsInProgressItIsTheOneAndAnEarlierTimeTakesItBack() {
        FakeTenant early = erased();
        Instant later = Instant.now();
        FakeTenant late = erased();
        platform.onPurge(POS, late, Reply.status(503));
        int before = platform.purges(POS, early).size();

        String id = Replays.started(POS, later);
        Replays.awaitWaiting(POS, id, "unavailable");
        Replays.start(POS, later)
                .then()
                .statusCode(200)
                .header("Location", containsString(id))
                .body("replay_id", equalTo(id))
                .body("total", equalTo(1));
        Replays.start(POS, since)
                .then()
                .statusCode(200)
                .body("replay_id", equalTo(id))
                .body("total", equalTo(2));

        Awaitility.await().until(() -> platform.purges(POS, early).size() > before);
        platform.onPurge(POS, late, Reply.complete(1));
        assertThat(Replays.await(POS, id, "completed").getInt("done")).isEqualTo(2);
    }

    @Test
    void canBeCancelledAndIsListed() {
        FakeTenant away = erased();
        platform.onPurge(POS, away, Reply.status(503));
        String id = Replays.started(POS, since);
        Replays.awaitWaiting(POS, id, "unavailable");

        Replays.cancel(POS, id).then().statusCode(200).body("status", equalTo("cancelled"));
        Replays.cancel(POS, id).then().statusCode(200).body("status", equalTo("cancelled"));

        Api.service().get(Replays.path(POS)).then().statusCode(200).body("replay_id", hasItem(id));
    }

    @Test
    void isForPlatformAdminsAndServicesAndOfServicesThatTakePart() {
        Api.as(Tokens.user(UUID.randomUUID())).post(Replays.path(POS)).then().statusCode(403);
        Api.as(Tokens.user(UUID.randomUUID())).get(Replays.path(POS)).then().statusCode(403);
        Api.service().post(Replays.path("none")).then().statusCode(404);
        Api.service()
                .queryParam("since", "yesterday")
                .post(Replays.path(POS))
                .then()
                .statusCode(400);
        Api.service().get(Replays.path(POS) + "/" + UUID.randomUUID()).then().statusCode(404);
        Api.service().get(Replays.path(POS) + "/1").then().statusCode(400);
        Api.service()
                .post(Replays.path(POS) + "/" + UUID.randomUUID() + "/cancel")
                .then()
                .statusCode(403);
    }

    /** A tenant that a job has erased, and that the tenant service knows no more. */
    private FakeTenant erased() {
        FakeTenant tenant = platform.tenant();
        Api.run(tenant).then().body("status", equalTo("completed"));
        platform.forget(tenant);
        return tenant;
    }

    private static JsonPath finding(UUID subject) {
        JsonPath all = Api.as(Tokens.platformAdmin())
                .get("/api/v1/findings?page_size=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, ?> found = all.getMap("items.find { it.subject_id == '" + subject + "' }");
        assertThat(found).isNotNull();
        return JsonPath.from(io.vertx.core.json.Json.encode(found));
    }

    private static void control(boolean paused) {
        Api.as(Tokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(Map.of("paused", paused, "reason", "a test"))
                .put("/api/v1/deletion-control")
                .then()
                .statusCode(200);
    }
}
