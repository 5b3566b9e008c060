package io.tenantdeletion.orchestrator.audit;

import static io.tenantdeletion.orchestrator.audit.JobLinesIT.pendingJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A line is written together with the transition that it is about, or neither is. */
@QuarkusTest
class JobLineTransactionsIT extends OrchestratorTest {

    @Inject
    Pool pool;

    @Test
    void aTransitionWhoseLineCannotBeWrittenDoesNotHappen() {
        UUID job = pendingJob();
        TestDatabase.execute(
                "alter table orchestrator.audit_log_unsealed add constraint none check (actor is null) not valid");
        try {
            assertThatThrownBy(() -> pool.preparedQuery(
                                    "update orchestrator.deletion_jobs set status = 'cancelled' where job_id = $1")
                            .execute(Tuple.of(job))
                            .await()
                            .atMost(Duration.ofSeconds(20)))
                    .hasMessageContaining("audit_log");
        } finally {
            TestDatabase.execute("alter table orchestrator.audit_log_unsealed drop constraint none");
        }

        assertThat(TestDatabase.query("select status from orchestrator.deletion_jobs where job_id = '" + job + "'"))
                .containsExactly("pending");
        assertThat(Audit.verification().getBoolean("valid")).isTrue();
    }

    @Test
    void transactionsOfSeveralStatementsDoNotBlockEachOtherForGood() throws SQLException {
        UUID first = pendingJob();
        UUID second = pendingJob();
        UUID third = pendingJob();
        try (Connection one = TestDatabase.connect();
                Connection other = TestDatabase.connect()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            cancel(one, first);
            cancel(other, second);
            // Would wait for the other transaction's turn, and the other for this one's row.
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> cancelled(other, first));
            cancel(one, third);
            one.commit();
            waiting.join();
            other.commit();
        }

        for (UUID job : List.of(first, second, third)) {
            assertThat(Audit.actions("job_id=" + job)).containsExactly("deletion.requested", "deletion.cancelled");
        }
        assertThat(Audit.verification().getBoolean("valid")).isTrue();
    }

    private static void cancelled(Connection connection, UUID job) {
        try {
            cancel(connection, job);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void cancel(Connection connection, UUID job) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "update orchestrator.deletion_jobs set status = 'cancelled' where job_id = '" + job + "'");
        }
    }
}
