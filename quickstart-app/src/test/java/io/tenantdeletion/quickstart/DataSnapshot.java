package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is in the databases of the services beside what was deleted, and what is left of that. */
final class DataSnapshot {

    private static final List<String> DATABASES = List.of(Platform.DOMAIN_DATABASE, Platform.TENANT_DATABASE);

    /**
     * About what has been, not what is: on its way elsewhere, the tombstones that keep an id from coming back, or kept
     * sealed as long as a deletion can be undone.
     */
    private static final Set<String> RECORDS = Set.of(
            "tenant.outbox",
            "tenant.delivery",
            "tenant.delivery_lane",
            "tenant.delivery_sink",
            "tenant.audit_outbox",
            "tenant.erased_users",
            "tenant.departures",
            "tenant.departure_log");

    private static final String UUIDS = """
            select quote_ident(c.table_schema) || '.' || quote_ident(c.table_name), quote_ident(c.column_name)
              from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
             where c.data_type = 'uuid' and t.table_type = 'BASE TABLE'
               and c.table_schema not in ('pg_catalog', 'information_schema', 'tenant_deletion')
            """;

    // A tenant that changes hands is changed, and changed back; when that was does not matter.
    private static final String TENANTS = """
            select coalesce(string_agg(concat_ws(' ', id, name, owner_id, status), ', ' order by id), '')
              from tenant.tenants
            """;

    private final PostgresServer postgres;
    private final Fingerprint domain;
    private final Fingerprint tenant;
    private final String tenants;

    private DataSnapshot(PostgresServer postgres) {
        this.postgres = postgres;
        domain = Fingerprint.of(() -> postgres.connect(Platform.DOMAIN_DATABASE));
        tenant = withoutRecords(Fingerprint.of(() -> postgres.connect(Platform.TENANT_DATABASE)));
        tenants = text(postgres, TENANTS);
    }

    private static Fingerprint withoutRecords(Fingerprint fingerprint) {
        Fingerprint rest = fingerprint.without("tenant.audit_logs").without("tenant.tenants");
        for (String table : RECORDS) {
            rest = rest.without(table);
        }
        return rest;
    }

    static DataSnapshot of(PostgresServer postgres) {
        return new DataSnapshot(postgres);
    }

    /** Where this is not what the other one is. */
    List<String> differencesFrom(DataSnapshot other) {
        List<String> differences = new ArrayList<>(domain.differencesFrom(other.domain));
        differences.addAll(tenant.differencesFrom(other.tenant));
        if (!tenants.equals(other.tenants)) {
            differences.add("tenant.tenants: " + tenants + " instead of " + other.tenants);
        }
        return differences;
    }

    /** How many rows name one of these, per column of any name. */
    Map<String, Long> rowsNaming(List<UUID> subjects) {
        Map<String, Long> rows = new TreeMap<>();
        for (String database : DATABASES) {
            try (Connection connection = postgres.connect(database);
                    PreparedStatement columns = connection.prepareStatement(UUIDS);
                    ResultSet column = columns.executeQuery()) {
                while (column.next()) {
                    if (!RECORDS.contains(column.getString(1))) {
                        rows.put(
                                column.getString(1) + "." + column.getString(2),
                                count(connection, column.getString(1), column.getString(2), subjects));
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        rows.values().removeIf(count -> count == 0);
        return rows;
    }

    private static long count(Connection connection, String table, String column, List<UUID> subjects)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select count(*) from " + table + " where " + column + " = any(?)")) {
            query.setArray(1, connection.createArrayOf("uuid", subjects.toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The ids of tenants that take no writes. */
    static String suspended(PostgresServer postgres) {
        return text(postgres, "select string_agg(id::text, ', ') from tenant.tenants where status <> 'active'");
    }

    /** The ids of tenants that nobody owns. */
    static String ownerless(PostgresServer postgres) {
        return text(postgres, """
                select string_agg(id::text, ', ') from tenant.tenants t
                 where not exists (select from tenant.tenant_members m
                                    where m.tenant_id = t.id and m.user_id = t.owner_id and m.role = 'owner')
                """);
    }

    /** Which of these tenants are fenced in a service. */
    static String fenced(PostgresServer postgres, List<UUID> tenants) {
        return inBooks(postgres, "select service || ' ' || subject_id as which from tenant_deletion.fence", tenants);
    }

    /** Which of these tenants have rows in the restore log of a service. */
    static String logged(PostgresServer postgres, List<UUID> tenants) {
        return inBooks(
                postgres,
                "select distinct service || ' ' || subject_id as which from tenant_deletion.restore_log l"
                        + " join tenant_deletion.restore_window w on w.id = l.window_id",
                tenants);
    }

    private static String inBooks(PostgresServer postgres, String select, List<UUID> tenants) {
        String ids = tenants.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", ", "null, ", ""));
        String sql = "select string_agg(which, ', ') from (" + select + " where subject_id::text in ("
                + (tenants.isEmpty() ? "null" : ids) + ")) found";
        return DATABASES.stream()
                .map(database -> text(postgres, database, sql))
                .filter(found -> !found.isEmpty())
                .collect(Collectors.joining(", "));
    }

    static String text(PostgresServer postgres, String sql) {
        return text(postgres, Platform.TENANT_DATABASE, sql);
    }

    static String text(PostgresServer postgres, String database, String sql) {
        try (Connection connection = postgres.connect(database);
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1) == null ? "" : row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
