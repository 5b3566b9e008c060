package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.quickstart.Platform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
 * Deletes a tenant's rows of the domain services by deleting parents whose foreign keys cascade: a connection a schema,
 * all at once. The keys cascade for this deletion only.
 */
final class CascadeDeletion {

    private static final String KEYS = """
            select format('alter table %I.%I drop constraint %I', n.nspname, c.relname, k.conname),
                   format('alter table %I.%I add constraint %I %s', n.nspname, c.relname, k.conname,
                          pg_get_constraintdef(k.oid))
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where k.contype = 'f' and k.conparentid = 0 and n.nspname not in ('public', 'tenant_deletion')
              and k.confdeltype = 'a'""";

    // Whoever refers to nobody of the same schema comes first: the others' rows go with theirs.
    private static final String TABLES = """
            select n.nspname, format('%I.%I', n.nspname, c.relname)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where a.attname = 'tenant_id' and c.relkind = 'r' and not c.relispartition
              and n.nspname not in ('public', 'tenant_deletion')
            order by 1, (select count(*) from pg_constraint k
                         where k.contype = 'f' and k.conrelid = c.oid and k.confrelid <> c.oid), 2""";

    private final PostgresServer postgres;

    CascadeDeletion(PostgresServer postgres) {
        this.postgres = postgres;
    }

    /** Lets every foreign key cascade; gives back what restores them. */
    List<String> begin() {
        List<String> restore = new ArrayList<>();
        try (Connection connection = postgres.connect(Platform.DOMAIN_DATABASE);
                Statement statement = connection.createStatement()) {
            Map<String, String> keys = pairs(statement, KEYS);
            for (Map.Entry<String, String> key : keys.entrySet()) {
                statement.execute(key.getKey());
                statement.execute(key.getValue() + " on delete cascade not valid");
                restore.add(key.getKey());
                restore.add(key.getValue());
            }
            return restore;
        } catch (SQLException e) {
            throw new IllegalStateException("The foreign keys cannot cascade: " + e.getMessage(), e);
        }
    }

    void end(List<String> restore) {
        try (Connection connection = postgres.connect(Platform.DOMAIN_DATABASE);
                Statement statement = connection.createStatement()) {
            for (String sql : restore) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The foreign keys are not restored: " + e.getMessage(), e);
        }
    }

    /** Deletes; the rows that went with others are not counted. */
    Duration run(UUID tenant) {
        Map<String, List<String>> tables = tables();
        ExecutorService threads = Executors.newFixedThreadPool(tables.size());
        List<Connection> connections = new ArrayList<>();
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (List<String> each : tables.values()) {
                Connection connection = postgres.connect(Platform.DOMAIN_DATABASE);
                connection.setAutoCommit(false);
                connections.add(connection);
                work.add(() -> delete(connection, each, tenant));
            }
            long begin = System.nanoTime();
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            return Duration.ofNanos(System.nanoTime() - begin);
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("The cascading deletion failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            threads.shutdownNow();
            connections.forEach(CascadeDeletion::close);
        }
    }

    private static Void delete(Connection connection, List<String> tables, UUID tenant) throws SQLException {
        for (String table : tables) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + table + " where tenant_id = ?")) {
                delete.setObject(1, tenant);
                delete.executeUpdate();
            }
        }
        connection.commit();
        return null;
    }

    private Map<String, List<String>> tables() {
        try (Connection connection = postgres.connect(Platform.DOMAIN_DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            Map<String, List<String>> tables = new LinkedHashMap<>();
            while (row.next()) {
                tables.computeIfAbsent(row.getString(1), schema -> new ArrayList<>())
                        .add(row.getString(2));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the catalog: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> pairs(Statement statement, String query) throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                pairs.put(row.getString(1), row.getString(2));
            }
        }
        return pairs;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException expected) {
            // What it did is committed, or has failed already.
        }
    }
}
