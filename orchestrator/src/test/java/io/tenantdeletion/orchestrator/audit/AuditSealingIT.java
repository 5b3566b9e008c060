package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lines are written without waiting and get their places in the chain a moment later. */
@QuarkusTest
class AuditSealingIT extends OrchestratorTest {

    @Inject
    AuditLog log;

    private final UUID subject = UUID.randomUUID();

    @Test
    void linesAreSealedInTheOrderInWhichTheyBecomeVisible() throws SQLException {
        try (Connection late = TestDatabase.connect()) {
            late.setAutoCommit(false);
            run(late, line("test.late_one"));
            TestDatabase.execute(line("test.early"));
            run(late, line("test.late_two"));
            assertThat(Audit.actions("subject=" + subject)).containsExactly("test.early");

            late.commit();
        }

        assertThat(Audit.actions("subject=" + subject)).containsExactly("test.early", "test.late_one", "test.late_two");
        assertThat(Audit.verification().getBoolean("valid")).isTrue();
    }

    @Test
    void nobodyWaitsForTheHeadOfTheChain() throws SQLException {
        UUID job = UUID.randomUUID();
        try (Connection sealing = TestDatabase.connect()) {
            sealing.setAutoCommit(false);
            run(sealing, "select * from orchestrator.audit_head for update");

            log.append(List.of(event())).await().atMost(Duration.ofSeconds(10));
            TestDatabase.execute("set statement_timeout = '10s';"
                    + " insert into orchestrator.deletion_jobs (job_id, tenant_id, status, created_at, due_at) values ('"
                    + job + "', '" + subject + "', 'pending', now(), now() + interval '1 hour');"
                    + " update orchestrator.deletion_jobs set status = 'cancelled' where job_id = '" + job + "'");
            sealing.commit();
        }

        assertThat(Audit.actions("subject=" + subject))
                .containsExactly("test.done", "deletion.requested", "deletion.cancelled");
    }

    @Tag("long")
    @Test
    void whoeverReadsDoesNotWaitLongForTheHeadOfTheChain() throws SQLException {
        try (Connection idle = TestDatabase.connect()) {
            idle.setAutoCommit(false);
            run(idle, "select * from orchestrator.audit_head for update");
            TestDatabase.execute(line("test.unsealed"));

            CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(
                                    () -> assertThat(Audit.actions("subject=" + subject))
                                            .isEmpty(),
                                    task -> new Thread(task).start()))
                            .limit(5)
                            .toArray(CompletableFuture[]::new))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();

            // The one that seals every second.
            assertThat(TestDatabase.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'"))
                    .hasSizeLessThanOrEqualTo(1);
        }

        assertThat(Audit.actions("subject=" + subject)).containsExactly("test.unsealed");
    }

    @Test
    void linesAreSealedWithoutAnybodyReading() {
        TestDatabase.execute(line("test.unread"));

        Awaitility.await()
                .until(() -> !TestDatabase.query(
                                "select 1 from orchestrator.audit_log where subject = '" + subject + "'")
                        .isEmpty());
        assertThat(TestDatabase.query(
                        "select 1 from orchestrator.audit_log_unsealed where subject = '" + subject + "'"))
                .isEmpty();
    }

    @Tag("long")
    @Test
    void whereALineWasSlippedInTheLogCanStillBeReadAndVerified() {
        Audit.verification();
        TestDatabase.execute("insert into orchestrator.audit_log select seq + 1, gen_random_uuid(), now(), 'x', null,"
                + " 'x.y', null, null, 'done', null, '{}', 'x', 'x' from orchestrator.audit_head");
        try {
            TestDatabase.execute(line("test.waiting"));

            assertThat(Audit.verification().getBoolean("valid")).isFalse();
            assertThat(Audit.lines("subject=" + subject).getInt("total")).isZero();
        } finally {
            TestDatabase.execute("set session_replication_role = replica; delete from orchestrator.audit_log where"
                    + " seq > (select seq from orchestrator.audit_head)");
        }

        assertThat(Audit.actions("subject=" + subject)).containsExactly("test.waiting");
        assertThat(Audit.verification().getBoolean("valid")).isTrue();
    }

    private String line(String action) {
        return "select orchestrator.append_audit(gen_random_uuid(), null, 'service:test', null, '" + action + "', '"
                + subject + "', null, 'done', null, '{}')";
    }

    private AuditEvent event() {
        return new AuditEvent(
                UUID.randomUUID(),
                Instant.now(),
                "service:test",
                null,
                "test.done",
                subject,
                null,
                AuditEvent.DONE,
                null,
                Map.of());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
