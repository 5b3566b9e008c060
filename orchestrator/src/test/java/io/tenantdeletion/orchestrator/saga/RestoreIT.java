package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Completed deletions that are undone. */
@QuarkusTest
class RestoreIT extends RestoreTestBase {

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

        Map<String, String> keys = platform.restores().keys(tenant.id());
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
                .body("phases.restore.services.pos.restore_verified", equalTo(true))
                .body("phases.restore_tenant.services.tenant.restored_counts.things", equalTo(3))
                .body("phase", nullValue());
        assertEverybodyWasAskedOnceWithAKeyOfItsOwn(job, keys);
        Awaitility.await().until(() -> platform.suspension(tenant) == null);
        assertThat(platform.checks().fenced(tenant.id())).isEmpty();
        // The last line is written a moment after the fences are lifted.
        Awaitility.await()
                .untilAsserted(() -> assertThat(Audit.actions("job_id=" + job))
                        .contains(
                                "deletion.restore_log_kept",
                                "deletion.restore_requested",
                                "step.restored",
                                "deletion.restored",
                                "deletion.fences_lifted"));
        assertThat(events(job)).containsOnlyOnce("tenant.restored");
        assertThat(erasures(tenant)).isZero();
        assertThat(platform.restores().calls("POST", other.id())).isEmpty();
        assertThat(erasures(other)).isOne();
        Api.job(others).then().body("status", equalTo("completed"));
    }

    @Test
    void theKeyOfWhatIsUndoneDeletesNothingAgain() {
        String key = UUID.randomUUID().toString();
        String job = Api.post(
                        tenant, Api.service().header("Idempotency-Key", key).header("Prefer", "wait=20"))
                .path("job_id");
        platform.forget(tenant);
        restore(job).then().body("status", equalTo("restored"));

        Api.post(tenant, Api.service().header("Idempotency-Key", key))
                .then()
                .body("job_id", equalTo(job))
                .body("status", equalTo("restored"));
        assertThat(platform.purges("orders", tenant)).hasSize(1);
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
    void nothingIsRestoredAsLongAsNobodySeesWhatIsSaidToBeBack() {
        String job = deleted(tenant);
        platform.restores().onRestore("pos", tenant.id(), Reply.restored(1), Reply.restored(1));
        platform.onPreview(
                "pos",
                tenant,
                Reply.status(503),
                Reply.status(503),
                Reply.status(503),
                Reply.status(503),
                Reply.preview(3));

        restore(job).then().body("status", equalTo("restored"));

        assertThat(platform.restores().calls("POST", tenant.id()))
                .filteredOn(call -> call.service().equals("pos"))
                .hasSize(2);
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

    private void assertEverybodyWasAskedOnceWithAKeyOfItsOwn(String job, Map<String, String> keys) {
        List<Call> calls = platform.restores().calls("POST", tenant.id());
        assertThat(calls).hasSize(13).allSatisfy(call -> {
            assertThat(call.job()).isEqualTo(job);
            assertThat(call.restoreKey()).isEqualTo(keys.get(call.service()));
        });
        assertThat(calls).extracting(Call::restoreKey).doesNotHaveDuplicates();
        assertThat(calls.get(12).service()).isEqualTo("tenant");
    }
}
