package io.tenantdeletion.commons.fence;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.Planner;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.embedded.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of {@code fence.sql} on a server without an application, with the fence that a migration would install.
 */
final class FencedDatabase {

    static final String SCHEMA = "Shop";

    private static final String DATABASE = "fence";
    private static final List<String> SCHEMAS = List.of(SCHEMA);

    /** For the tests of this package, and nobody else: they look at all transactions of the server. */
    private static final PostgresServer SERVER = PostgresServer.startNonDurable();

    FencedDatabase() throws SQLException {
        SERVER.recreate(DATABASE);
        try (Connection migration = as("migration");
                Statement statement = migration.createStatement()) {
            statement.execute(script("fence.sql"));
            statement.execute("create schema tenant_deletion; set search_path = tenant_deletion");
            statement.execute(script("db/tenant_deletion/V1__ledger.sql"));
            statement.execute(script("db/tenant_deletion/V2__fence.sql"));
            statement.execute("reset search_path; grant usage on schema \"Shop\" to application, purge;"
                    + " grant all on all tables in schema \"Shop\" to application, purge;"
                    + " grant usage on schema tenant_deletion to purge;"
                    + " grant select, insert, update, delete on all tables in schema tenant_deletion to purge");
        }
        install();
    }

    Connection as(String role) throws SQLException {
        return DriverManager.getConnection(SERVER.jdbcUrl(DATABASE), role, role);
    }

    Connection asSuperuser() throws SQLException {
        return SERVER.connect(DATABASE);
    }

    void install() throws SQLException {
        try (Connection migration = as("migration")) {
            migration.setAutoCommit(false);
            new FenceInstaller(migration).install(SCHEMAS, guarded(CatalogReader.read(migration, SCHEMAS)));
            migration.commit();
        }
    }

    private static List<GuardedTable> guarded(Catalog catalog) {
        Map<TableName, Map<SubjectKind, SubjectPath>> paths = new TreeMap<>();
        for (SubjectKind kind : SubjectKind.values()) {
            OwnershipMap ownerships = kind == SubjectKind.TENANT ? tenants() : users();
            Planner.draft(catalog, ownerships).plan().steps().stream()
                    .filter(step -> step instanceof Step.Delete || step instanceof Step.Anonymize)
                    .forEach(step -> paths.computeIfAbsent(step.table(), absent -> new EnumMap<>(SubjectKind.class))
                            .put(kind, step.path()));
        }
        return paths.entrySet().stream()
                .map(entry ->
                        new GuardedTable("shop", catalog.table(entry.getKey()).orElseThrow(), entry.getValue()))
                .toList();
    }

    private static OwnershipMap tenants() {
        Map<TableName, Ownership> ownerships = Stream.of(
                        "Customers", "Order", "items", "notes", "events", "event_lines", "documents", "audit")
                .collect(Collectors.toMap(FencedDatabase::name, table -> new Ownership.Owned("", "")));
        return new OwnershipMap(SubjectKind.TENANT, "tenant_id", ownerships);
    }

    private static OwnershipMap users() {
        return new OwnershipMap(
                SubjectKind.USER,
                "user",
                Map.of(
                        name("Customers"), new Ownership.Owned("", ""),
                        name("audit"), new Ownership.Anonymized("actor")));
    }

    private static TableName name(String table) {
        return new TableName(SCHEMA, table);
    }

    void fence(String kind, UUID subject) throws SQLException {
        try (Connection purge = as("purge")) {
            fence(purge, kind, subject);
        }
    }

    static void fence(Connection purge, String kind, UUID subject) throws SQLException {
        execute(
                purge,
                "select tenant_deletion.set_fence('shop', '" + kind + "', '" + subject + "', '" + subject
                        + "', 'v', null)");
    }

    /** As the second half of a fence call does. */
    void keepSnapshot(UUID subject) throws SQLException {
        try (Connection purge = as("purge")) {
            execute(purge, "select pg_current_xact_id()");
            execute(
                    purge,
                    "update tenant_deletion.fence set snapshot = pg_current_snapshot() where snapshot is null and subject_id = '"
                            + subject + "'");
        }
    }

    /** Whether somebody is who may have written before the fence. */
    boolean inProgress(UUID subject) throws SQLException {
        return !query("select x from tenant_deletion.fence f, pg_snapshot_xip(f.snapshot) x where f.subject_id = '"
                        + subject + "' intersect select pg_snapshot_xip(pg_current_snapshot())")
                .isEmpty();
    }

    void migrate(String sql) throws SQLException {
        run("migration", sql);
    }

    void run(String role, String sql) throws SQLException {
        try (Connection connection = as(role)) {
            execute(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> query(String sql) throws SQLException {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static String script(String name) {
        try (InputStream text = FencedDatabase.class.getClassLoader().getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
