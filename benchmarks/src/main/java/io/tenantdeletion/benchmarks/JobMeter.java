package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.quickstart.Application;
import io.tenantdeletion.quickstart.Platform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Counts what the orchestrator's replicas and their database have done so far. */
final class JobMeter {

    // PostgreSQL's backends report their counts after ten idle seconds at the latest.
    private static final Duration SETTLING = Duration.ofSeconds(11);
    private static final Duration GLANCE = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private static final String COUNTS = """
            select (select count(*) from orchestrator.deletion_jobs where status = 'completed'),
              (select count(*) from orchestrator.deletion_jobs where status = 'failed'),
              (select count(*) from orchestrator.audit_log) + (select count(*) from orchestrator.audit_log_unsealed),
              (select xact_commit from pg_stat_database where datname = current_database())
            """;

    private final PostgresServer postgres;
    private final List<ProcessHandle> processes;

    JobMeter(PostgresServer postgres, List<Application> replicas) {
        this.postgres = postgres;
        this.processes = replicas.stream()
                .map(replica -> ProcessHandle.of(replica.process().pid()).orElseThrow())
                .toList();
    }

    /** Everything counted so far. */
    record Reading(long nanos, long completed, long failed, long auditLines, long commits, long cpuNanos) {}

    /** A reading after everybody has reported. */
    Reading readSettled() {
        LockSupport.parkNanos(SETTLING.toNanos());
        return read();
    }

    /** Returns when so many jobs have completed in all; fails where one fails. */
    void awaitCompleted(long jobs) {
        long begin = System.nanoTime();
        Reading first = read();
        Reading last = first;
        while (last.completed() < jobs) {
            if (last.failed() > first.failed() || System.nanoTime() - begin > TIMEOUT.toNanos()) {
                throw new IllegalStateException("Not all jobs complete: " + last);
            }
            LockSupport.parkNanos(GLANCE.toNanos());
            last = read();
        }
    }

    private Reading read() {
        try (Connection connection = postgres.connect(Platform.ORCHESTRATOR_DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNTS)) {
            row.next();
            return new Reading(
                    System.nanoTime(), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), cpuNanos());
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the orchestrator's counts: " + e.getMessage(), e);
        }
    }

    private long cpuNanos() {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toNanos)
                .sum();
    }
}
