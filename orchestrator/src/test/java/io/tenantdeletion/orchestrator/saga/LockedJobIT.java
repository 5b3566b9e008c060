package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An idle transaction that has locked a job holds up no other one, and nothing waits for it long. */
@QuarkusTest
class LockedJobIT extends OrchestratorTest {

    @Inject
    JobRunner runner;

    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void leasesOfOtherJobsAreRenewed() throws SQLException {
        String locked = isAtWork(platform.tenant());
        String other = isAtWork(platform.tenant());
        try (Connection idle = TestDatabase.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("select from orchestrator.deletion_jobs where job_id = '" + locked + "' for update");
            List<String> end = lease(locked);

            // What comes after the first renewal is over, too, when there is a second.
            awaitRenewal(other);
            awaitRenewal(other);

            assertThat(lease(locked)).isEqualTo(end);
            assertThat(runner.ended(JobId.fromString(locked))).isPresent();
            assertThat(waiting()).isEmpty();
        }
        awaitRenewal(locked);

        gate.countDown();

        Api.awaitStatus(locked, "completed");
        Api.awaitStatus(other, "completed");
    }

    @Test
    void aWriteThatWaitsIsEndedByTheDatabase() throws SQLException {
        String locked = isAtWork(platform.tenant());
        try (Connection idle = TestDatabase.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("select from orchestrator.deletion_jobs where job_id = '" + locked + "' for update");
            gate.countDown();
            Awaitility.await()
                    .until(() -> runner.ended(JobId.fromString(locked)).isEmpty());

            assertThat(waiting()).isEmpty();
        }
        TestDatabase.execute("update orchestrator.deletion_jobs set lease_until = now() where job_id = '" + locked + "'"
                + " and status = 'in_progress'");

        Api.awaitStatus(locked, "completed");
    }

    /** A job of which nothing is missing but an answer that waits; nobody writes to it meanwhile. */
    private String isAtWork(FakeTenant tenant) {
        platform.onPurge("orders", tenant, Reply.complete(1).behind(gate));
        String job = Api.post(tenant, Api.service()).path("job_id");
        Awaitility.await()
                .until(
                        () -> TestDatabase.query("select service from orchestrator.deletion_steps where job_id = '"
                                + job + "' and phase = 'purge' and status <> 'completed'"),
                        List.of("orders")::equals);
        return job;
    }

    private static void awaitRenewal(String job) {
        List<String> end = lease(job);
        Awaitility.await().until(() -> !lease(job).equals(end));
    }

    private static List<String> lease(String job) {
        return TestDatabase.query("select lease_until from orchestrator.deletion_jobs where job_id = '" + job + "'");
    }

    private static List<String> waiting() {
        return TestDatabase.query("select query from pg_stat_activity where wait_event_type = 'Lock'");
    }
}
