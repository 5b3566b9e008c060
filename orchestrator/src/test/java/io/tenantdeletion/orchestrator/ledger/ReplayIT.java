package io.tenantdeletion.orchestrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.control.Holds;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
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
        Replays.cancelAll(POS);
    }

    @Test
    void whoIsErasedIsErasedAgainInThisServiceAndNobodyElseAnywhere() {
        FakeTenant back = Replays.erased();
        FakeTenant gone = Replays.erased();
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
        JsonPath finding = Replays.finding(back.id());
        assertThat(finding.getString("code")).isEqualTo("late_rows");
        assertThat(finding.getInt("rows.things")).isEqualTo(3);
        assertThat(Audit.lines("action=replay.completed").getList("items.detail.replay_id"))
                .contains(id);
    }

    @Test
    void whoAsksForSomebodyElseIsNamedInTheLineToo() {
        UUID person = UUID.randomUUID();

        String id = Api.service()
                .header("Deletion-On-Behalf-Of", person)
                .queryParam("since", since.toString())
                .post(Replays.path(POS))
                .then()
                .statusCode(202)
                .extract()
                .path("replay_id");
        Replays.await(POS, id, "completed");

        assertThat(Audit.line("action=replay.requested&actor=" + person).get("detail"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("replay_id", id)
                .containsEntry("via", Audit.SERVICE);
        assertThat(Audit.lines("action=replay.completed").<Map<String, Object>>getList("items.detail"))
                .filteredOn(detail -> id.equals(detail.get("replay_id")))
                .singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
                .doesNotContainKey("via");
    }

    @Test
    void whoIsUnderLegalHoldIsLeftAlone() {
        FakeTenant held = Replays.erased();
        platform.write(POS, held);
        int before = platform.purges(POS, held).size();
        Holds.set(held.id()).then().statusCode(201);

        JsonPath done = Replays.await(POS, Replays.started(POS, since), "completed");

        assertThat(done.getInt("skipped")).isEqualTo(1);
        assertThat(platform.purges(POS, held)).hasSize(before);
        assertThat(Replays.finding(held.id()).getString("code")).isEqualTo("legal_hold");
        Holds.lift(held.id()).then().statusCode(204);
    }

    @Test
    void usersToo() {
        UUID user = platform.user();
        Api.deleteUser(user).then().statusCode(200).body("status", equalTo("completed"));
        platform.users().on("DELETE", POS, user, Reply.complete(5));

        JsonPath done = Replays.await(POS, Replays.started(POS, since), "completed");

        assertThat(done.getInt("total")).isEqualTo(1);
        assertThat(done.getInt("rows_found")).isEqualTo(5);
        assertThat(Replays.finding(user).getString("subject_type")).isEqualTo("user");
    }

    @Test
    void aLivingTenantInTheLedgerIsLeftAlone() {
        FakeTenant back = Replays.erased();
        FakeTenant again = platform.tenant();
        Api.run(again).then().body("status", equalTo("completed"));
        int before = platform.calls(POS, again).size();
        int fences = platform.checks().calls(again.id()).size();

        JsonPath done = Replays.await(POS, Replays.started(POS, since), "completed");

        assertThat(done.getInt("done")).isEqualTo(2);
        assertThat(done.getInt("skipped")).isEqualTo(1);
        assertThat(platform.calls(POS, again)).hasSize(before);
        assertThat(platform.checks().calls(again.id())).hasSize(fences);
        assertThat(Replays.finding(again.id()).getString("code")).isEqualTo("living_tenant");
        assertThat(platform.purges(POS, back)).isNotEmpty();
    }

    @Test
    void whoeverRefusesASubjectIsLeftToAPersonAndTheNextOneComes() {
        FakeTenant refused = Replays.erased();
        FakeTenant next = Replays.erased();
        platform.write(POS, next);
        platform.checks().onFence(POS, refused.id(), Reply.refused("""
                [{"severity": "error", "code": "c", "table": "things", "detail": "d", "remedy": "r"}]"""));

        JsonPath done = Replays.await(POS, Replays.started(POS, since), "completed");

        assertThat(done.getInt("skipped")).isEqualTo(1);
        assertThat(done.getInt("rows_found")).isEqualTo(3);
        assertThat(Replays.finding(refused.id()).getString("code")).isEqualTo("replay_refused");
        assertThat(Replays.finding(refused.id()).getString("detail")).contains("things");
    }

    @Test
    void canBeCancelledAndIsListed() {
        FakeTenant away = Replays.erased();
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
}
