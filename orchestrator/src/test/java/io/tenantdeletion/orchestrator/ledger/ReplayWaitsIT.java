package io.tenantdeletion.orchestrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A replay goes on where it was, whatever stops it. */
@QuarkusTest
class ReplayWaitsIT extends OrchestratorTest {

    private static final String POS = "pos";

    private final Instant since = Instant.now();

    @AfterEach
    void none() {
        Replays.cancelAll(POS);
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
        FakeTenant first = Replays.erased();
        FakeTenant second = Replays.erased();
        FakeTenant third = Replays.erased();
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
    void rowsThatWereDeletedBeforeAServiceWentAwayAreCountedAndFound() {
        FakeTenant again = Replays.erased();
        platform.onPurge(POS, again, Reply.incomplete(2, 0.5), Reply.status(503));

        String id = Replays.started(POS, since);
        JsonPath waiting = Replays.awaitWaiting(POS, id, "unavailable");

        assertThat(waiting.getInt("rows_found")).isEqualTo(2);
        platform.onPurge(POS, again, Reply.complete(0));
        JsonPath done = Replays.await(POS, id, "completed");
        assertThat(done.getInt("rows_found")).isEqualTo(2);
        assertThat(done.getInt("findings")).isEqualTo(1);
        assertThat(Replays.finding(again.id()).getString("code")).isEqualTo("late_rows");
    }

    @Test
    void whatWasDeletedBeforeAServiceRefusedIsCountedAsWell() {
        FakeTenant again = Replays.erased();
        platform.onPurge(POS, again, Reply.incomplete(2, 0.5), Reply.status(400));

        JsonPath done = Replays.await(POS, Replays.started(POS, since), "completed");

        assertThat(done.getInt("rows_found")).isEqualTo(2);
        assertThat(done.getInt("skipped")).isEqualTo(1);
        assertThat(done.getInt("findings")).isEqualTo(1);
    }

    @Test
    void anotherReplicaGoesOnWhereOneHasStopped() {
        FakeTenant first = Replays.erased();
        FakeTenant second = Replays.erased();
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
    void theStopSwitchPausesIt() {
        Replays.erased();
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
        FakeTenant early = Replays.erased();
        Instant later = Instant.now();
        FakeTenant late = Replays.erased();
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

    private static void control(boolean paused) {
        Api.as(Tokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(Map.of("paused", paused, "reason", "a test"))
                .put("/api/v1/deletion-control")
                .then()
                .statusCode(200);
    }
}
