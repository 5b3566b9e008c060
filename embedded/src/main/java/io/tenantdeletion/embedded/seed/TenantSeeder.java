package io.tenantdeletion.embedded.seed;

import io.tenantdeletion.embedded.seed.SeedTable.Reference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Fills the schemas of one database for one tenant. A table belongs to the tenant if it has the tenant column or a
 * foreign key to a table that does; every other table is shared and filled once for all.
 */
public final class TenantSeeder {

    static final String SHARED = "shared";

    private static final int CONNECTIONS = 3;

    private final Database database;
    private final List<String> schemas;
    private final List<UUID> users;
    private final String tenantColumn;

    /** Seeds these schemas; the tenant column is {@code tenant_id}. */
    public TenantSeeder(Database database, List<String> schemas, List<UUID> users) {
        this(database, schemas, users, "tenant_id");
    }

    /**
     * Seeds these schemas.
     *
     * @param users people who occur in columns such as {@code user_id}; may be empty
     * @param tenantColumn the column that names the tenant
     */
    public TenantSeeder(Database database, List<String> schemas, List<UUID> users, String tenantColumn) {
        this.database = database;
        this.schemas = List.copyOf(schemas);
        this.users = List.copyOf(users);
        this.tenantColumn = tenantColumn;
    }

    /** Opens connections to the database to fill, with the right to write to all of it. */
    @FunctionalInterface
    public interface Database {
        /** A new connection; the seeder closes it. */
        Connection connect() throws SQLException;
    }

    /** Fills every shared table. Returns the new rows per schema and table. */
    public Map<String, Map<String, Long>> seedShared(long rowsPerTable) {
        return run(SHARED, tables -> shared(tables), order -> {
            Map<SeedTable, Long> rows = new LinkedHashMap<>();
            order.tables().forEach(table -> rows.put(table, rowsPerTable));
            return rows;
        });
    }

    /** Fills every table of the tenant with this many rows in all. Returns the new rows per schema and table. */
    public Map<String, Map<String, Long>> seedTenant(UUID tenant, long totalRows) {
        return run(tenant.toString(), this::owned, order -> RowDistribution.of(order, totalRows));
    }

    private Map<String, Map<String, Long>> run(String tenant, Selection selection, Sizes sizes) {
        try {
            List<SeedTable> tables;
            Map<SeedTable, Long> sharedRows = new LinkedHashMap<>();
            try (Connection connection = database.connect()) {
                tables = new SeedCatalog(connection).tables(schemas);
                for (SeedTable table : shared(tables)) {
                    sharedRows.put(table, count(connection, table));
                }
            }
            SeedOrder order = SeedOrder.of(selection.of(tables));
            Map<SeedTable, Long> rows = sizes.of(order);
            var scope = new SeedStatements.Scope(tenant, tenantColumn, rows, sharedRows, order.setAfterwards());
            Parallel.run(CONNECTIONS, jobs(order, scope));
            return bySchema(rows);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot fill the database: " + e.getMessage(), e);
        }
    }

    private interface Selection {
        List<SeedTable> of(List<SeedTable> tables);
    }

    private interface Sizes {
        Map<SeedTable, Long> of(SeedOrder order);
    }

    private List<SeedTable> owned(List<SeedTable> tables) {
        Set<SeedTable> owned = new HashSet<>();
        tables.stream().filter(table -> table.column(tenantColumn).isPresent()).forEach(owned::add);
        boolean grown = true;
        while (grown) {
            grown = owned.addAll(tables.stream()
                    .filter(table -> table.references().stream()
                            .anyMatch(reference -> owned.stream().anyMatch(reference::pointsTo)))
                    .toList());
        }
        return tables.stream().filter(owned::contains).toList();
    }

    private List<SeedTable> shared(List<SeedTable> tables) {
        List<SeedTable> shared = new ArrayList<>(tables);
        shared.removeAll(owned(tables));
        return shared;
    }

    private static long count(Connection connection, SeedTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table.quoted())) {
            row.next();
            return row.getLong(1);
        }
    }

    // Schemas are independent of each other and filled side by side, the largest first. Where one points into another,
    // all are filled in one go.
    private List<Runnable> jobs(SeedOrder order, SeedStatements.Scope scope) {
        Map<String, List<SeedTable>> groups = new TreeMap<>();
        boolean independent = order.tables().stream()
                .allMatch(table -> table.references().stream()
                        .allMatch(reference -> reference.schema().equals(table.schema())));
        order.tables()
                .forEach(table -> groups.computeIfAbsent(
                                independent ? table.schema() : "all", schema -> new ArrayList<>())
                        .add(table));
        ToLongFunction<List<SeedTable>> size =
                tables -> tables.stream().mapToLong(scope.rows()::get).sum();
        List<Runnable> jobs = new ArrayList<>();
        groups.values().stream()
                .sorted(Comparator.comparingLong(size).reversed())
                .forEach(tables -> jobs.add(() -> fill(tables, scope)));
        return jobs;
    }

    private void fill(List<SeedTable> tables, SeedStatements.Scope scope) {
        SeedStatements statements = new SeedStatements(scope);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (SeedTable table : tables) {
                long rows = scope.rows().get(table);
                statement.executeUpdate(statements.insert(table, new ColumnValues(scope.tenant(), users, rows)));
            }
            for (SeedTable table : tables) {
                for (Reference reference : table.references()) {
                    if (scope.setAfterwards().contains(reference)) {
                        statement.executeUpdate(statements.update(table, reference));
                    }
                }
                if (isMuchFor(statement, table, scope.rows().get(table))) {
                    statement.execute("analyze " + table.quoted());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot fill the database: " + e.getMessage(), e);
        }
    }

    /** Whether so many more rows make a difference to what PostgreSQL knows of a table. */
    private static boolean isMuchFor(Statement statement, SeedTable table, long rows) throws SQLException {
        try (ResultSet row = statement.executeQuery("select reltuples < " + 100 * rows
                + " from pg_catalog.pg_class where oid = cast('" + table.quoted() + "' as regclass)")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Map<String, Map<String, Long>> bySchema(Map<SeedTable, Long> rows) {
        Map<String, Map<String, Long>> result = new TreeMap<>();
        rows.forEach((table, count) -> result.computeIfAbsent(table.schema(), schema -> new TreeMap<>())
                .put(table.name(), count));
        return result;
    }
}
