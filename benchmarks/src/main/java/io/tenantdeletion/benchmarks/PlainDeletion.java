package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.quickstart.Platform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Deletes a tenant by the script: a connection a service, all domain services at once, then the tenant service. The
 * connections are open before the clock starts, as a service's pool would have them.
 */
final class PlainDeletion {

    private final PostgresServer postgres;
    private final PlainScript script = PlainScript.load();

    PlainDeletion(PostgresServer postgres) {
        this.postgres = postgres;
    }

    Deletion run(UUID tenant) {
        Map<String, Connection> connections = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(script.services().size());
        try {
            for (String service : script.services().keySet()) {
                connections.put(service, connect(service));
            }
            return timed(tenant, connections, threads);
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("The plain deletion failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            threads.shutdownNow();
            connections.values().forEach(PlainDeletion::close);
        }
    }

    private Deletion timed(UUID tenant, Map<String, Connection> connections, ExecutorService threads)
            throws InterruptedException, ExecutionException, SQLException {
        long begin = System.nanoTime();
        List<Callable<Long>> domain = new ArrayList<>();
        connections.forEach((service, connection) -> {
            if (!service.equals(PlainScript.TENANT_SERVICE)) {
                domain.add(() -> transaction(connection, service, tenant));
            }
        });
        long rows = 0;
        for (Future<Long> done : threads.invokeAll(domain)) {
            rows += done.get();
        }
        rows += transaction(connections.get(PlainScript.TENANT_SERVICE), PlainScript.TENANT_SERVICE, tenant);
        return new Deletion(rows, Duration.ofNanos(System.nanoTime() - begin));
    }

    private long transaction(Connection connection, String service, UUID tenant) throws SQLException {
        long rows = 0;
        for (String statement : script.services().get(service)) {
            try (PreparedStatement prepared = connection.prepareStatement(statement.replace(":tenant", "?"))) {
                prepared.setObject(1, tenant);
                int changed = prepared.executeUpdate();
                rows += statement.startsWith("delete") ? changed : 0;
            }
        }
        connection.commit();
        return rows;
    }

    private Connection connect(String service) throws SQLException {
        Connection connection = postgres.connect(
                service.equals(PlainScript.TENANT_SERVICE) ? Platform.TENANT_DATABASE : Platform.DOMAIN_DATABASE);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException expected) {
            // What it did is committed, or has failed already.
        }
    }
}
