package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.fake.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Completed deletions that are undone, and those that cannot be any more. */
@QuarkusTest
class RestoreIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @AfterEach
    void realTime() {
        MovableClock.reset();
    }

    @Test
    void bringsBackATenantThatWasDeletedAndNobodyElse() {
        FakeTenant other = platform.tenant();
        String others = deleted(other);
        String job = deleted(tenant);
        admin().get(Api.JOBS + "/" + job)
                .then()
                .body("restore.possible", equalTo(true))
                .body("restore.log", equalTo("kept"))
                .body("restore.until", notNullValue())
                .body("_links.restore.method", equalTo("POST"));
        Api.job(job).then().body("_links", not(hasKey("restore")));

        restore(job)
                .then()
                .statusCode(200)
                .body("status", equalTo("restored"))
                .body("restore.undo", equalTo("restore"))
                .body("restore.possible", equalTo(false))
                .body("restore.note", containsString("identity provider"))
                .body("total_items_deleted", equalTo(39))
                .body("services_completed", equalTo(13))
                .body("phases.restore.status", equalTo("completed"))
                .body("phases.restore.services.pos.restored_counts.things", equalTo(3))
                .body("phases.restore_tenant.services.tenant.restored_counts.things", equalTo(3))
                .body("phase", nullValue());

        List<Call> calls = platform.restores().calls("POST", tenant.id());
        assertThat(calls).hasSize(13).allSatisfy(call -> {
            assertThat(call.job()).isEqualTo(job);
            assertThat(call.restoreKey()).isEqualTo(platform.restores().key(call.service(), tenant.id()));
        });
        assertThat(calls).extracting(Call::restoreKey).doesNotHaveDuplicates();
        assertThat(calls.get(12).service()).isEqualTo("tenant");
        assertThat(platform.checks().fenced(tenant.id())).isEmpty();
        assertThat(platform.suspension(tenant)).isNull();
        assertThat(Audit.actions("job_id=" + job))
                .contains(
                        "deletion.restore_log_kept",
                        "deletion.restore_requested",
                        "step.restored",
                        "deletion.restored",
                        "deletion.fences_lifted");
        assertThat(events(job)).containsOnlyOnce("tenant.restored");
        assertThat(erasures(tenant)).isZero();
        assertThat(platform.restores().calls("POST", other.id())).isEmpty();
        assertThat(erasures(other)).isOne();
        Api.job(others).then().body("status", equalTo("completed"));
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
    void asksAgainWhileAServiceIsAtIt() {
        String job = deleted(tenant);
        platform.restores().onRestore("pos", tenant.id(), Reply.restoring(1), Reply.restoring(2));

        restore(job).then().body("status", equalTo("restored"));

        assertThat(platform.restores().calls("POST", tenant.id()))
                .filteredOn(call -> call.service().equals("pos"))
                .hasSize(3);
    }

    @Test
    void keepsWhatIsBackWhenAServiceRefusesAndIsRetried() {
        String job = deleted(tenant);
        platform.restores().onRestore("pos", tenant.id(), Reply.problem(409, "restore-refused"));

        restore(job)
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("waiting_for", equalTo("refused"))
                .body("phases.restore.services.pos.errors[0]", startsWith("refused: restore-refused"))
                .body("phases.restore.services.orders.status", equalTo("completed"))
                .body("phases.restore_tenant.services.tenant.status", equalTo("skipped"));
        assertThat(Audit.actions("job_id=" + job)).contains("step.restore_failed", "deletion.failed");
        assertThat(erasures(tenant)).isZero();
        Awaitility.await()
                .until(() -> Api.service()
                        .get("/q/metrics")
                        .asString()
                        .lines()
                        .anyMatch(line -> line.startsWith("tenant_deletion_restore_failed") && !line.endsWith(" 0.0")));

        Api.retry(job).then().statusCode(200).body("status", equalTo("restored"));
    }

    @Test
    void aServiceThatHasPutBackLessIsNotBelieved() {
        String job = deleted(tenant);
        platform.restores().onRestore("pos", tenant.id(), Reply.restored(1), Reply.restored(1));
        platform.onPreview("pos", tenant, Reply.preview(2), Reply.preview(3));

        restore(job)
                .then()
                .body("status", equalTo("failed"))
                .body("phases.restore.services.pos.errors[0]", startsWith("not_restored: "))
                .body("phases.restore.services.pos.errors[0]", containsString("2 of 3 rows"));

        Api.retry(job).then().body("status", equalTo("restored"));
    }

    @Test
    void isTriedAgainByItselfWhileAServiceIsAway() {
        String job = deleted(tenant);
        platform.restores()
                .onRestore(
                        "pos", tenant.id(), Reply.status(503), Reply.status(503), Reply.status(503), Reply.status(503));

        restore(job).then().body("status", equalTo("restored"));
    }

    @Test
    void goesOnAfterACrashInTheMiddle() {
        String job = deleted(tenant);
        TestDatabase.execute("""
                update orchestrator.deletion_jobs set status = 'in_progress', undo = 'restore', run_id = gen_random_uuid(),
                  lease_until = now() - interval '1 second' where job_id = '%1$s';
                insert into orchestrator.deletion_steps (job_id, phase, service, status, position, attempts)
                values ('%1$s', 'restore', 'orders', 'completed', 1001, 1), ('%1$s', 'restore', 'pos', 'in_progress', 1002, 1)
                """.formatted(job));

        Api.awaitStatus(job, "restored");

        assertThat(platform.restores().calls("POST", tenant.id())).hasSize(13);
        Api.job(job)
                .then()
                .body("phases.restore.services.pos.attempts", equalTo(2))
                .body("phases.restore.services.pos.counts_may_be_low", nullValue());
    }

    @Test
    void isFinishedAlthoughDeletionsAreStopped() {
        String job = deleted(tenant);
        pause(true);
        try {
            restore(job).then().body("status", equalTo("restored"));
        } finally {
            pause(false);
        }
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
    void itsKeyIsDestroyedWhenTheTimeIsOver() {
        String job = deleted(tenant);
        assertThat(keys(job)).isOne();
        assertThat(Instant.parse(platform.restores().until("pos", tenant.id())))
                .isAfter(Instant.now().plus(Duration.ofDays(7)));

        MovableClock.pass(Duration.ofDays(7).plusMinutes(1));

        restore(job).then().statusCode(410).body("type", endsWith("restore-window-over"));
        Awaitility.await()
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

        restore(job).then().body("status", equalTo("failed")).body("waiting_detail", startsWith("restore-window-over"));
    }

    private int restoresForgotten() {
        return platform.restores().calls("DELETE", tenant.id()).size();
    }

    private String deleted(FakeTenant one) {
        String job = Api.run(one)
                .then()
                .body("status", equalTo("completed"))
                .extract()
                .path("job_id");
        assertThat(platform.purges(one)).extracting(Call::service).containsAll(Services.PURGED);
        platform.forget(one);
        return job;
    }

    private static RequestSpecification admin() {
        return Api.as(Tokens.platformAdmin());
    }

    private static Response restore(String job) {
        return restore(job, admin().header("Prefer", "wait=20"));
    }

    private static Response restore(String job, RequestSpecification caller) {
        return Api.decide(job, "restore", caller);
    }

    private static void pause(boolean paused) {
        admin().contentType("application/json")
                .body("{\"paused\": " + paused + ", \"reason\": \"a test\"}")
                .put("/api/v1/deletion-control")
                .then()
                .statusCode(200);
    }

    private static List<String> events(String job) {
        return TestDatabase.query(
                "select type from orchestrator.outbox where data ->> 'job_id' = '" + job + "' order by time");
    }

    private static int erasures(FakeTenant one) {
        return TestDatabase.query("select 1 from orchestrator.erasures where subject_id = '" + one.id() + "'")
                .size();
    }

    private static int keys(String job) {
        return Keys.query("select 1 from keys.job_keys where job_id = '" + job + "'");
    }

    private static void execute(String sql) {
        Keys.query(sql);
    }
}
