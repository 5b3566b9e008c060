package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users' jobs whose runner is gone, and jobs of people who are gone. */
@QuarkusTest
class UserResumeIT extends OrchestratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Pool pool;

    private final UUID user = platform.user();
    private final FakeTenant tenant = platform.tenant();

    @Test
    void goesOnAfterACrashAndDoesWhatCompletedAgain() {
        platform.users().owns(user, tenant.id(), tenant.admin());
        UUID job = abandoned(
                "identity:completed",
                "tenants:in_progress",
                "training:pending",
                "memberships:pending",
                "account:pending");

        Api.awaitStatus(job, "completed");

        Api.job(job.toString())
                .then()
                .body("service_results.identity.attempts", equalTo(2))
                .body("service_results.tenants.attempts", equalTo(2))
                .body("service_results.tenants.counts_may_be_low", equalTo(true))
                .body("service_results.tenants.deleted_counts.ownerships_transferred", equalTo(1));
        assertThat(platform.accounts().calls(user))
                .extracting(call -> call.method())
                .containsExactly("GET", "DELETE");
    }

    @Test
    void aTenantsJobThatWasMadeBeforeTheCrashIsGoneOnWith() {
        platform.users().owns(user, tenant.id());
        UUID tenantJob = UUID.randomUUID();
        UUID job = UUID.randomUUID();
        write(job, tenantJob, "identity:completed", "tenants:in_progress", "memberships:pending", "account:pending");

        Api.awaitStatus(job, "completed");

        Api.service()
                .get(Api.JOBS + "/tenant/" + tenant.id() + "/latest")
                .then()
                .body("job_id", equalTo(tenantJob.toString()))
                .body("status", equalTo("completed"));
        Api.job(job.toString()).then().body("service_results.tenants.deleted_counts.tenants_deleted", equalTo(1));
    }

    @Test
    void whatWasDoneButNotWrittenDownIsDoneAgainWithoutHarm() {
        platform.accounts().onDelete(user, new Reply(404, "{\"error\": \"User not found\"}", null));
        UUID job = abandoned(
                "identity:completed",
                "tenants:completed",
                "training:in_progress",
                "memberships:in_progress",
                "account:in_progress");

        Api.awaitStatus(job, "completed");

        Api.job(job.toString())
                .then()
                .body("service_results.account.deleted_counts.accounts", equalTo(0))
                .body("service_results.account.counts_may_be_low", equalTo(true));
    }

    @Test
    void aJobWithNothingLeftToDoEnds() {
        UUID job = abandoned("identity:completed", "tenants:completed", "memberships:completed", "account:completed");

        Api.awaitStatus(job, "completed");
    }

    @Test
    void aServiceThatIsNotConfiguredAnyMoreFailsItsStep() {
        UUID job = abandoned("identity:completed", "bygone:pending", "account:pending");

        Api.awaitStatus(job, "failed");

        Api.job(job.toString())
                .then()
                .body("service_results.bygone.errors[0]", startsWith("not_registered: this service is not registered"))
                .body("service_results.account.status", equalTo("skipped"));
    }

    @Tag("long")
    @Test
    void aRunThatLosesItsLeaseStopsAndTheTenantsJobGoesOn() {
        CountDownLatch gate = new CountDownLatch(1);
        platform.users().owns(user, tenant.id());
        platform.onPurge("pos", tenant, Reply.complete(1).behind(gate));
        String job = Api.deleteUser(user, Api.service()).path("job_id");
        Awaitility.await().until(() -> !platform.purges("pos", tenant).isEmpty());

        execute(
                "update orchestrator.deletion_jobs set run_id = $2, lease_until = now() + interval '3 seconds' where job_id = $1",
                Tuple.of(UUID.fromString(job), UUID.randomUUID()));
        gate.countDown();

        Awaitility.await()
                .until(() -> Api.service()
                        .get(Api.JOBS + "/tenant/" + tenant.id() + "/latest")
                        .path("status")
                        .equals("completed"));
        Api.awaitStatus(job, "completed");
        assertThat(platform.purges("pos", tenant)).hasSize(1);
    }

    @Test
    void aTenantsJobGoesOnWhenTheOneWhoAskedForItDeletesTheirAccount() {
        CountDownLatch gate = new CountDownLatch(1);
        UUID owner = tenant.owner();
        platform.accounts().add(owner);
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(1).behind(gate));
        String failed = Api.run(tenant).path("job_id");
        String retried = Api.as(Tokens.user(owner))
                .post(Api.JOBS + "/" + failed + "/retry")
                .path("job_id");
        Awaitility.await().until(() -> platform.purges("pos", tenant).size() == 2);

        // The tenant is not the owner's any more by then, as far as the tenant service is concerned.
        Api.deleteOwnAccount(Api.as(Tokens.user(owner)).header("Prefer", "wait=20"))
                .then()
                .body("status", equalTo("completed"));
        Api.job(retried).then().body("status", equalTo("in_progress"));
        gate.countDown();

        Api.awaitStatus(retried, "completed");
    }

    @Test
    void aPlatformAdminsJobIsRetriedByAnotherAfterTheFirstIsGone() {
        UUID admin = platform.user();
        platform.users().on("DELETE", "models", user, Reply.status(400));
        String job = Api.deleteUser(user, Api.as(Tokens.platformAdmin(admin)).header("Prefer", "wait=20"))
                .then()
                .body("status", equalTo("failed"))
                .extract()
                .path("job_id");
        Api.deleteUser(admin).then().body("status", equalTo("completed"));

        Api.retry(job, Api.as(Tokens.platformAdmin(UUID.randomUUID())))
                .then()
                .body("status", equalTo("completed"))
                .body("initiated_by", equalTo(admin.toString()));
    }

    private UUID abandoned(String... steps) {
        UUID job = UUID.randomUUID();
        write(job, null, steps);
        return job;
    }

    /** A user's job and its steps ({@code name:status}), and a pending job of the tenant, at once. */
    private void write(UUID job, UUID tenantJob, String... steps) {
        execute(
                """
                with job as (
                  insert into orchestrator.deletion_jobs
                    (job_id, kind, user_id, status, created_at, started_at, run_id, lease_until)
                  values ($1, 'user', $2, 'in_progress', now(), now(), $3, now() - interval '1 second')
                  returning job_id),
                made as (
                  insert into orchestrator.deletion_steps (job_id, phase, service, position, status, attempts)
                  select job_id, case when split_part(s, ':', 1) in ('identity', 'tenants', 'memberships', 'account')
                    then split_part(s, ':', 1) else 'services' end, split_part(s, ':', 1), position, split_part(s, ':', 2),
                    case when split_part(s, ':', 2) = 'pending' then 0 else 1 end
                  from job, unnest($4::text[]) with ordinality as steps(s, position)),
                child as (
                  insert into orchestrator.deletion_jobs
                    (job_id, tenant_id, status, created_at, suspension, parent_id, initiated_by, requested_as)
                  select $5, $6, 'pending', now(), 'wanted', $1, $2, 'user' where $5::uuid is not null
                  returning job_id)
                insert into orchestrator.deletion_steps (job_id, phase, service, position)
                select job_id, case s when 'tenant' then 'tenant' else 'purge' end, s, position from child, unnest(array['orders', 'tenant']) with ordinality as t(s, position)
                """,
                Tuple.tuple()
                        .addUUID(job)
                        .addUUID(user)
                        .addUUID(UUID.randomUUID())
                        .addArrayOfString(steps)
                        .addUUID(tenantJob)
                        .addUUID(tenant.id()));
    }

    private void execute(String sql, Tuple values) {
        pool.preparedQuery(sql).execute(values).await().atMost(PATIENCE);
    }
}
