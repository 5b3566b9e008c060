package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may undo a deletion, and until when; what stands in the way. */
@QuarkusTest
class RestoreWindowIT extends RestoreTestBase {

    @AfterEach
    void realTime() {
        MovableClock.reset();
    }

    @Test
    void repeatedItAnswersTheRestoredJobAndTheTenantCanBeDeletedAgain() {
        String job = deleted(tenant);
        restore(job).then().statusCode(200).body("status", equalTo("restored"));

        restore(job).then().statusCode(200).body("status", equalTo("restored"));
        assertThat(platform.restores().calls("POST", tenant.id())).hasSize(13);

        String next = deleted(tenant);
        assertThat(next).isNotEqualTo(job);
        restore(next).then().statusCode(200).body("status", equalTo("restored"));
    }

    @Test
    void oneOfTwoAtOnceRestores() {
        String job = deleted(tenant);
        CountDownLatch gate = new CountDownLatch(1);
        platform.restores().onRestore("pos", tenant.id(), Reply.restored(3).behind(gate));

        restore(job, admin())
                .then()
                .statusCode(202)
                .header("Location", endsWith(job))
                .body("status", equalTo("in_progress"));
        restore(job, admin())
                .then()
                .statusCode(409)
                .body("type", endsWith("restore-in-progress"))
                .body("job_id", equalTo(job));
        Api.post(tenant, Api.service()).then().statusCode(409).body("type", endsWith("restore-in-progress"));
        gate.countDown();

        Api.awaitStatus(job, "restored");
    }

    @Test
    void isForPlatformAdminsAlone() {
        String job = deleted(tenant);

        for (RequestSpecification other : List.of(Api.service(), Api.as(Tokens.user(tenant.owner())))) {
            restore(job, other).then().statusCode(403);
        }
        Api.job(job).then().body("status", equalTo("completed"));
    }

    @Test
    void isRefusedWhereThereIsNothingToUndo() {
        restore(UUID.randomUUID().toString()).then().statusCode(404);
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("pos", tenant, Reply.complete(1).behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");

        restore(job).then().statusCode(409).body("type", endsWith("deletion-job-not-restorable"));
        gate.countDown();
        Api.awaitStatus(job, "completed");

        // Not put over a tenant that is there.
        restore(job).then().statusCode(409).body("type", endsWith("tenant-exists"));
        TestDatabase.execute(
                "update orchestrator.deletion_jobs set without_restore_log = '{legacy}' where job_id = '" + job + "'");
        restore(job)
                .then()
                .statusCode(409)
                .body("type", endsWith("deletion-job-not-restorable"))
                .body("services[0]", equalTo("legacy"));
    }

    @Test
    @Tag("long")
    void itsKeyIsDestroyedWhenTheTimeIsOver() {
        String job = deleted(tenant);
        assertThat(keys(job)).isOne();
        assertThat(Instant.parse(platform.restores().until("pos", tenant.id())))
                .isAfter(Instant.now().plus(Duration.ofDays(7)));

        MovableClock.pass(Duration.ofDays(7).plusMinutes(1));

        restore(job).then().statusCode(410).body("type", endsWith("restore-window-over"));
        // The windows of all jobs of other tests are over, too; twenty come to their end in a second.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> Api.job(job).path("restore.log").equals("destroyed") && restoresForgotten() == 13);
        assertThat(keys(job)).isZero();
        assertThat(Audit.actions("job_id=" + job)).contains("deletion.restore_log_destroyed");
        restore(job).then().statusCode(410);
        Api.job(job).then().body("status", equalTo("completed"));
    }

    @Test
    void aKeyThatIsLostIsSaidToBe() {
        String job = deleted(tenant);
        execute("delete from keys.job_keys where job_id = '" + job + "'");

        restore(job).then().statusCode(410).body("type", endsWith("restore-window-over"));
        Api.job(job).then().body("status", equalTo("completed"));
        assertThat(erasures(tenant)).isOne();
    }

    @Test
    void keysThatNothingNeedsAreDestroyed() {
        String undone = deleted(tenant);
        restore(undone).then().statusCode(200);
        Awaitility.await().until(() -> Api.job(undone).path("restore.log").equals("destroyed"));
        String kept = deleted(platform.tenant());
        String forgotten = UUID.randomUUID().toString();
        String unknown = UUID.randomUUID().toString();

        // As a backup brings them back.
        insertKey(undone, "now()");
        insertKey(forgotten, "now() - interval '60 days'");
        insertKey(unknown, "now()");

        Awaitility.await().until(() -> keys(undone) + keys(forgotten) == 0);
        assertThat(keys(kept)).isOne();
        assertThat(keys(unknown)).isOne();
        execute("delete from keys.job_keys where job_id = '" + unknown + "'");
    }

    private static void insertKey(String job, String createdAt) {
        execute("insert into keys.job_keys values ('" + job + "', '', 'another', " + createdAt + ")");
    }

    private int restoresForgotten() {
        return platform.restores().calls("DELETE", tenant.id()).size();
    }

    private static int keys(String job) {
        return Keys.query("select 1 from keys.job_keys where job_id = '" + job + "'");
    }

    private static void execute(String sql) {
        Keys.query(sql);
    }
}
