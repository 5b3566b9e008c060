package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Jobs whose runner was killed in a phase that deletes nothing, and fences that nobody lifted any more. */
@QuarkusTest
class ResumePhasesIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void goesOnAfterACrashInPrepare() {
        UUID job = abandoned("prepare:orders:completed:0", "prepare:pos:in_progress:0", "purge:orders:pending:0");

        Api.awaitStatus(job, "completed");

        assertThat(platform.checks().fences("POST", tenant.id())).hasSize(12);
        assertThat(platform.checks().fences("DELETE", tenant.id())).isEmpty();
        Api.job(job.toString())
                .then()
                .body("total_items_deleted", equalTo(39))
                .body("phases.prepare.services.pos.counts_may_be_low", nullValue());
    }

    @Test
    void goesOnAfterACrashInVerify() {
        platform.onPurge("pos", tenant, Reply.complete(0));
        UUID job = abandoned(
                "prepare:pos:completed:0",
                "purge:pos:completed:20",
                "verify:pos:in_progress:0",
                "tenant:tenant:pending:0");
        TestDatabase.execute(
                "update orchestrator.deletion_jobs set purge_begun_at = now() where job_id = '" + job + "'");

        Api.awaitStatus(job, "completed");

        assertThat(platform.purges(tenant)).hasSize(13);
        Api.job(job.toString())
                .then()
                .body("service_results.pos.deleted_counts.things", equalTo(20))
                .body("service_results.pos.attempts", equalTo(1))
                .body("phases.verify.services.pos.verification.proven", equalTo(true));
    }

    @Test
    void aJobOfAnOlderReleaseGetsTheNewPhases() {
        UUID job = abandoned("purge:orders:completed:5", "purge:pos:in_progress:2", "tenant:tenant:pending:0");

        Api.awaitStatus(job, "completed");

        assertThat(Api.job(job.toString()).jsonPath().getMap("phases").keySet().toString())
                .isEqualTo("[prepare, purge, verify, tenant]");
    }

    @Test
    void fencesThatNobodyLiftedAreLifted() {
        platform.checks().onFence("pos", tenant.id(), Reply.refused("[]"));
        Reply[] busy = new Reply[100];
        java.util.Arrays.fill(busy, Reply.status(503));
        platform.checks().onLift("orders", tenant.id(), busy);
        String job = Api.run(tenant)
                .then()
                .body("status", equalTo("failed"))
                .extract()
                .path("job_id");
        assertThat(platform.checks().fenced(tenant.id())).containsExactly("orders");
        assertThat(Audit.actions("job_id=" + job)).doesNotContain("deletion.fences_lifted");

        // As it is when whoever was lifting them died.
        platform.checks().onLift("orders", tenant.id());
        update(job, "fences_until = now() - interval '1 second', fences_tried_at = null");

        Awaitility.await().until(() -> platform.checks().fenced(tenant.id()).isEmpty());
        Awaitility.await().until(() -> "lifted".equals(fences(job)));
        assertThat(Audit.actions("job_id=" + job)).endsWith("deletion.failed", "deletion.fences_lifted");
    }

    @Test
    void noFenceIsSetWhileOthersAreBeingLifted() {
        platform.checks().onFence("pos", tenant.id(), Reply.refused("[]"));
        String failed = Api.run(tenant).path("job_id");
        Awaitility.await().until(() -> "lifted".equals(fences(failed)));
        update(failed, "fences = 'unwanted', fences_until = now() + interval '1 hour'");
        int before = platform.checks().fences("POST", tenant.id()).size();

        String job = Api.post(tenant, Api.service()).path("job_id");

        Awaitility.await().until(() -> Api.job(job).path("next_attempt_at") != null);
        assertThat(Api.job(job).<String>path("waiting_detail"))
                .satisfiesAnyOf(
                        detail -> assertThat(detail).contains("are being lifted"),
                        detail -> assertThat(detail).isNull());
        assertThat(platform.checks().fences("POST", tenant.id())).hasSize(before);
        update(failed, "fences_until = null, fences_tried_at = now() + interval '1 hour'");
        Api.awaitStatus(job, "completed");
        assertThat(fences(failed)).isEqualTo("none");
        assertThat(platform.checks().fenced(tenant.id())).hasSize(12);

        // The first one has no fences any more that could be lifted, and those of the second one stay.
        Api.decide(failed, "cancel", Api.service()).then().statusCode(200);
        assertThat(fences(failed)).isEqualTo("none");
        assertThat(platform.checks().fenced(tenant.id())).hasSize(12);
    }

    /** A job in progress whose lease has run out, with steps as {@code phase:service:status:rows}. */
    private UUID abandoned(String... steps) {
        UUID job = UUID.randomUUID();
        String rows = Stream.of(steps)
                .map(step -> step.split(":"))
                .map(step -> "('%s', '%s', '%s', '%s', 1, '{\"things\": %s}'::jsonb)"
                        .formatted(job, step[0], step[1], step[2], step[3]))
                .collect(Collectors.joining(", "));
        TestDatabase.execute("""
                with job as (
                  insert into orchestrator.deletion_jobs (job_id, tenant_id, status, created_at, started_at, run_id,
                    lease_until, fences)
                  values ('%s', '%s', 'in_progress', now(), now(), gen_random_uuid(), now() - interval '1 second', 'set'))
                insert into orchestrator.deletion_steps (job_id, phase, service, status, position, deleted_counts)
                values %s""".formatted(job, tenant.id(), rows));
        return job;
    }

    private static void update(String job, String changes) {
        TestDatabase.execute("update orchestrator.deletion_jobs set " + changes + " where job_id = '" + job + "'");
    }

    private static Object fences(String job) {
        return TestDatabase.query("select fences from orchestrator.deletion_jobs where job_id = '" + job + "'")
                .get(0);
    }
}
