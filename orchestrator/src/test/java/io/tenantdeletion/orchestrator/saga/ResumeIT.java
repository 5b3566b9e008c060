package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.job.JobLeases;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.LeaseLostException;
import io.tenantdeletion.orchestrator.job.RunJournal;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Jobs whose runner is gone, and runners whose job is gone. */
@QuarkusTest
class ResumeIT extends OrchestratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Pool pool;

    @Inject
    JobLeases leases;

    @Inject
    JobRunner runner;

    @Inject
    RunJournal journal;

    private final FakeTenant tenant = platform.tenant();

    @Test
    void goesOnAfterACrashAndAsksEverybodyAgain() {
        platform.onPurge("orders", tenant, Reply.complete(0));
        UUID job = abandoned(
                tenant,
                "in_progress",
                "now() - interval '1 second'",
                "orders:completed:500",
                "pos:in_progress:20",
                "tenant:pending:0");

        Api.awaitStatus(job, "completed");

        assertThat(platform.purges(tenant)).hasSize(13);
        Api.job(job.toString())
                .then()
                .body("total_items_deleted", equalTo(500 + 20 + 12 * 3))
                .body("service_results.orders.attempts", equalTo(2))
                .body("service_results.orders.deleted_counts.things", equalTo(500))
                .body("service_results.pos.deleted_counts.things", equalTo(23))
                .body("service_results.pos.attempts", equalTo(2))
                .body("service_results.pos.counts_may_be_low", equalTo(true))
                .body("service_results.orders.counts_may_be_low", nullValue())
                .body("service_results.tenant.counts_may_be_low", nullValue());
    }

    @Test
    void takesUpAJobThatWasWrittenDownButNeverBegun() {
        UUID job = abandoned(tenant, "pending", "null", "orders:pending:0", "tenant:pending:0");

        Api.awaitStatus(job, "completed");

        assertThat(platform.purges(tenant)).hasSize(13);
    }

    @Test
    void failsAStepWhoseServiceIsNotConfiguredAnyMore() {
        UUID job = abandoned(tenant, "in_progress", "null", "bygone:pending:0", "tenant:pending:0");

        Api.awaitStatus(job, "failed");

        Api.job(job.toString())
                .then()
                .body("service_results.bygone.errors[0]", startsWith("not_registered: this service is not registered"));
        assertThat(platform.purges("tenant", tenant)).isEmpty();
    }

    @Test
    void leavesAJobAloneWhoseLeaseIsHeldByAnotherReplica() {
        UUID job = abandoned(tenant, "in_progress", "now() + interval '1 hour'", "orders:pending:0");
        FakeTenant later = platform.tenant();
        UUID free = abandoned(later, "pending", "null", "orders:pending:0");

        Api.awaitStatus(free, "completed");

        Api.job(job.toString()).then().body("status", equalTo("in_progress"));
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void aRunnerThatLostItsLeaseWritesNothing() {
        UUID job = abandoned(tenant, "in_progress", "now() + interval '1 hour'", "orders:in_progress:1");
        Lease stranger = new Lease(new JobId(job), Subject.of(new TenantId(tenant.id())), UUID.randomUUID(), false);
        StepResult answer = StepResult.completed("orders", Map.of("things", 9L));

        assertThat(journal.writer(stranger, Runnable::run)
                        .record("purge", answer)
                        .onFailure(LeaseLostException.class)
                        .recoverWithItem(() -> null)
                        .onItem()
                        .transform(nothing -> "refused")
                        .await()
                        .atMost(PATIENCE))
                .isEqualTo("refused");

        Api.job(job.toString())
                .then()
                .body("service_results.orders.status", equalTo("in_progress"))
                .body("total_items_deleted", equalTo(1));
    }

    @Test
    void stopsWhenAnotherReplicaTookTheJobOver() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await().until(() -> !platform.purges("orders", tenant).isEmpty());

        execute(
                "update orchestrator.deletion_jobs set run_id = $2, lease_until = now() + interval '1 hour' where job_id = $1",
                Tuple.of(UUID.fromString(job), UUID.randomUUID()));
        Awaitility.await().until(() -> runner.ended(JobId.fromString(job)).isEmpty());
        gate.countDown();

        // A wrong write would come with the answer that is let through now.
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> Api.job(job)
                        .then()
                        .body("status", equalTo("in_progress"))
                        .body("service_results.orders.status", equalTo("in_progress")));
    }

    @Test
    void aCallerCanWaitForAJobThatAnotherReplicaRuns() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));
        String key = UUID.randomUUID().toString();
        String job =
                Api.post(tenant, Api.service().header("Idempotency-Key", key)).path("job_id");
        execute(
                "update orchestrator.deletion_jobs set run_id = $2, lease_until = now() + interval '1 hour' where job_id = $1",
                Tuple.of(UUID.fromString(job), UUID.randomUUID()));
        Awaitility.await().until(() -> runner.ended(JobId.fromString(job)).isEmpty());
        gate.countDown();

        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() ->
                Api.post(tenant, Api.service().header("Idempotency-Key", key).header("Prefer", "wait=20")));
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> !waiting.isDone());
        execute(
                "update orchestrator.deletion_jobs set status = 'completed', completed_at = now() where job_id = $1",
                Tuple.of(UUID.fromString(job)));

        waiting.join().then().statusCode(200).body("job_id", equalTo(job)).body("status", equalTo("completed"));
    }

    @Test
    void aReleasedJobIsTakenUpAtOnce() {
        UUID job = abandoned(tenant, "in_progress", "now() + interval '1 hour'", "orders:in_progress:0");

        leases.release(List.of(runOf(job))).await().atMost(PATIENCE);

        Api.awaitStatus(job, "completed");
    }

    @Test
    void aLockedJobKeepsTheLeaseThatItHas() throws SQLException {
        UUID job = abandoned(tenant, "in_progress", "now() + interval '4 seconds'", "orders:pending:0");
        UUID free = abandoned(platform.tenant(), "in_progress", "now() + interval '1 hour'", "orders:pending:0");
        List<UUID> runs = List.of(runOf(job), runOf(free));
        try (Connection idle = TestDatabase.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("select from orchestrator.deletion_jobs where job_id = '" + job + "' for update");

            assertThat(renewed(runs)).containsExactlyInAnyOrder(job, free);
            Awaitility.await().until(() -> renewed(runs), List.of(free)::equals);
        }

        Api.awaitStatus(job, "completed");
        leases.release(runs).await().atMost(PATIENCE);
        Api.awaitStatus(free, "completed");
    }

    private List<UUID> renewed(List<UUID> runs) {
        return leases.renew(runs).await().atMost(PATIENCE).stream()
                .map(lease -> lease.job().value())
                .toList();
    }

    /** Writes a job and its steps ({@code service:status:rows}) in one statement: nobody can take up half a job. */
    private UUID abandoned(FakeTenant whose, String status, String lease, String... steps) {
        UUID job = UUID.randomUUID();
        execute("""
                with job as (
                  insert into orchestrator.deletion_jobs
                    (job_id, tenant_id, status, created_at, started_at, run_id, lease_until)
                  values ($1, $2, '%s', now(), now(), $3, %s) returning job_id)
                insert into orchestrator.deletion_steps (job_id, phase, service, position, status, attempts, deleted_counts)
                select job_id, case split_part(s, ':', 1) when 'tenant' then 'tenant' else 'purge' end, split_part(s, ':', 1), position, split_part(s, ':', 2),
                  case when split_part(s, ':', 2) = 'pending' then 0 else 1 end,
                  jsonb_build_object('things', split_part(s, ':', 3)::bigint)
                from job, unnest($4::text[]) with ordinality as steps(s, position)
                """.formatted(status, lease), Tuple.of(job, whose.id(), UUID.randomUUID(), steps));
        return job;
    }

    private UUID runOf(UUID job) {
        return pool.preparedQuery("select run_id from orchestrator.deletion_jobs where job_id = $1")
                .execute(Tuple.of(job))
                .map(rows -> rows.iterator().next().getUUID("run_id"))
                .await()
                .atMost(PATIENCE);
    }

    private void execute(String sql, Tuple values) {
        pool.preparedQuery(sql).execute(values).await().atMost(PATIENCE);
    }
}
