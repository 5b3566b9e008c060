package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs of tenants are part of their user's. */
@QuarkusTest
class TenantPartsIT extends OrchestratorTest {

    private final UUID user = platform.user();
    private final FakeTenant tenant = platform.tenant();

    @Test
    void aTenantsJobCannotBeTakenBackAlone() {
        platform.users().owns(user, tenant.id());
        platform.onSuspend(tenant, Reply.status(503));
        String job = Api.deleteUser(user, Api.service()).path("job_id");
        Awaitility.await().until(() -> Api.jobOf(tenant) != null);

        Api.decide(Api.jobOf(tenant), "cancel", Api.as(Tokens.platformAdmin()))
                .then()
                .statusCode(409)
                .body("type", endsWith(":part-of-another-deletion"))
                .body("job_id", equalTo(job));

        platform.onSuspend(tenant, Reply.status(200));
        Api.awaitStatus(job, "completed");
    }

    @Test
    void oneThatWaitsIsTakenBackWithItsUsers() {
        String job = waits();
        Response part = Awaitility.await()
                .until(
                        () -> Api.job(Api.jobOf(tenant)),
                        now -> String.valueOf(now.<String>path("waiting_detail"))
                                .contains("cancelled"));
        part.then()
                .body("_links.cancel", nullValue())
                .body("waiting_detail", containsString("only with the job " + job));

        Awaitility.await().until(() -> cancel(job), equalTo(200));

        Api.job(Api.jobOf(tenant)).then().body("status", equalTo("cancelled"));
        Awaitility.await().until(() -> platform.suspension(tenant) == null);
        assertThat(platform.purges(tenant)).isEmpty();
    }

    @Test
    void oneThatIsJustBeingBegunKeepsItsUsersFromBeingTakenBack() throws SQLException {
        String job = waits();
        String ids = "('" + job + "', '" + Api.jobOf(tenant) + "')";
        Awaitility.await()
                .until(
                        () -> TestDatabase.query(
                                "with paused as (update orchestrator.deletion_jobs set next_attempt_at ="
                                        + " '9999-01-01' where run_id is null and next_attempt_at is not null and job_id in "
                                        + ids
                                        + " returning 1) select count(*) from paused"),
                        equalTo(List.of("2")));
        try (Connection replica = TestDatabase.connect();
                Statement claim = replica.createStatement()) {
            replica.setAutoCommit(false);
            claim.execute("update orchestrator.deletion_jobs set run_id = gen_random_uuid(),"
                    + " lease_until = now() + interval '1 hour' where job_id = '" + Api.jobOf(tenant) + "'");

            CompletableFuture<Integer> cancelled = CompletableFuture.supplyAsync(() -> cancel(job));
            awaitSomebodyWaits();
            replica.commit();

            assertThat(cancelled.join()).isEqualTo(409);
        }
        Api.job(job).then().body("status", equalTo("in_progress"));
        TestDatabase.execute(
                "update orchestrator.deletion_jobs set run_id = null, lease_until = null where job_id in " + ids);
        assertThat(cancel(job)).isEqualTo(200);
    }

    @Tag("long")
    @Test
    void oneThatSomebodyHasCancelledIsNotMadeAnewByItself() throws SQLException {
        FakeTenant other = platform.tenant();
        platform.users().owns(user, other.id());
        String job = waits();
        Awaitility.await()
                .until(() -> "completed".equals(Api.job(Api.jobOf(other)).path("status")));
        String part = Api.jobOf(tenant);
        Awaitility.await().until(() -> Api.job(part).path("_links.cancel") != null);

        Awaitility.await().until(() -> cancel(part), equalTo(200));

        Api.awaitStatus(job, "failed");
        Api.job(job)
                .then()
                .body("waiting_for", equalTo("refused"))
                .body("waiting_detail", containsString(part + " was cancelled, rejected or aborted"));
        assertThat(Api.jobOf(tenant)).isEqualTo(part);
        assertThat(platform.purges(tenant)).isEmpty();

        platform.checks().onFence("pos", tenant.id());
        try (Connection cancels = TestDatabase.connect();
                Statement statement = cancels.createStatement()) {
            cancels.setAutoCommit(false);
            statement.execute("select from orchestrator.deletion_jobs where job_id = '" + part + "' for update");
            CompletableFuture<Response> retried = CompletableFuture.supplyAsync(() -> Api.retry(job));
            awaitSomebodyWaits();
            // As whoever cancels goes on; the two must not wait for each other.
            statement.execute("select from orchestrator.deletion_jobs where job_id = '" + job + "' for update nowait");
            cancels.commit();
            retried.join().then().body("status", equalTo("completed"));
        }
        assertThat(platform.purges("orders", tenant)).hasSize(1);
    }

    private static void awaitSomebodyWaits() {
        Awaitility.await()
                .until(
                        () -> TestDatabase.query(
                                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"),
                        equalTo(List.of("1")));
    }

    /** A user's job whose tenant's job waits, because a service does not answer. */
    private String waits() {
        platform.users().owns(user, tenant.id());
        platform.checks()
                .onFence(
                        "pos",
                        tenant.id(),
                        Stream.generate(() -> Reply.status(503)).limit(1000).toArray(Reply[]::new));
        String job = Api.deleteUser(user, Api.service()).path("job_id");
        Awaitility.await()
                .until(() -> Api.jobOf(tenant) != null
                        && "unavailable".equals(Api.job(Api.jobOf(tenant)).path("waiting_for")));
        return job;
    }

    private static int cancel(String job) {
        return Api.decide(job, "cancel", Api.as(Tokens.platformAdmin())).statusCode();
    }
}
