package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows that a deletion removed everything of one tenant and nothing else. It reads the databases, not the services,
 * and compares them with what they held before the tenant existed.
 */
final class Proof {

    /** What is on its way to the orchestrator. */
    private static final List<String> OUTBOX = List.of(
            "tenant.outbox", "tenant.delivery", "tenant.delivery_lane", "tenant.delivery_sink", "tenant.audit_outbox");

    private static final String TENANT_COLUMNS = """
            select quote_ident(table_schema) || '.' || quote_ident(table_name)
              from information_schema.columns where column_name = 'tenant_id' and table_schema <> 'information_schema'
            """;

    private static final String EVENTS =
            "select count(*) from tenant.outbox where type = 'tenant.deleted' and data ->> 'job_id' = ?";

    private final PostgresServer postgres;
    private final Map<String, Fingerprint> before;

    private Proof(PostgresServer postgres, Map<String, Fingerprint> before) {
        this.postgres = postgres;
        this.before = before;
    }

    /** Remembers what the databases hold now, to compare with later. */
    static Proof startingNow(PostgresServer postgres) {
        return new Proof(postgres, fingerprints(postgres));
    }

    /** One thing that must hold. */
    record Check(boolean held, String text) {}

    /** Everything that must hold after the deletion of this tenant, which had {@code filled} rows. */
    List<Check> of(DemoTenant tenant, long filled, Deletion.Outcome outcome) {
        Map<String, Fingerprint> after = fingerprints(postgres);
        List<Check> checks = new ArrayList<>();
        checks.add(counted(filled, outcome));
        checks.add(agreed(outcome));
        checks.add(LateWriter.isRefused(postgres, tenant));
        checks.add(verified(outcome.verification()));
        checks.add(noneLeft(tenant));
        checks.add(unchanged(
                "All other data of the domain services",
                before.get(Platform.DOMAIN_DATABASE),
                after.get(Platform.DOMAIN_DATABASE)));
        checks.add(unchanged("All other data of the tenant service", withoutOutbox(before), withoutOutbox(after)));
        checks.add(published(outcome.job()));
        return checks;
    }

    /** That everything is back: the databases hold exactly what they held when this proof began. */
    List<Check> ofRestored() {
        Map<String, Fingerprint> after = fingerprints(postgres);
        return List.of(
                unchanged(
                        "All data of the domain services",
                        before.get(Platform.DOMAIN_DATABASE),
                        after.get(Platform.DOMAIN_DATABASE)),
                unchanged("All data of the tenant service", withoutOutbox(before), withoutOutbox(after)));
    }

    /** That the domain services hold exactly what they held when this proof began. */
    Check domainUnchanged() {
        Fingerprint after = Fingerprint.of(() -> postgres.connect(Platform.DOMAIN_DATABASE));
        return unchanged("All other data of the domain services", before.get(Platform.DOMAIN_DATABASE), after);
    }

    private static Check counted(long filled, Deletion.Outcome outcome) {
        boolean held = outcome.totalPreviewed() == filled;
        return new Check(
                held,
                "The preview found all " + Text.some(filled, "row") + " that had been filled in"
                        + (held ? "." : ", but counted " + Text.count(outcome.totalPreviewed()) + "."));
    }

    private static Check agreed(Deletion.Outcome outcome) {
        Map<String, String> differences = new TreeMap<>();
        outcome.previewed().forEach((table, rows) -> compare(differences, table, rows, outcome.deleted()));
        outcome.deleted().forEach((table, rows) -> {
            if (!outcome.previewed().containsKey(table)) {
                differences.put(table, "0 previewed, " + Text.count(rows) + " deleted");
            }
        });
        return new Check(
                differences.isEmpty(),
                differences.isEmpty()
                        ? "The services report exactly the previewed rows as deleted, table by table: "
                                + Text.count(outcome.totalDeleted()) + " in "
                                + outcome.deleted().size() + " tables."
                        : "Reported and previewed rows differ: " + differences);
    }

    private static void compare(Map<String, String> differences, String table, long rows, Map<String, Long> deleted) {
        long gone = deleted.getOrDefault(table, 0L);
        if (gone != rows) {
            differences.put(table, Text.count(rows) + " previewed, " + Text.count(gone) + " deleted");
        }
    }

    private static Check verified(JsonNode phase) {
        boolean held = phase.path("status").asText().equals("completed");
        return new Check(
                held,
                held
                        ? "Every service has counted again, from the database's own catalog, in "
                                + Text.time(Duration.between(
                                        Instant.parse(phase.path("started_at").asText()),
                                        Instant.parse(phase.path("completed_at").asText())))
                                + ": no row left, nobody else's touched."
                        : "Not every service has verified the deletion: " + phase);
    }

    private Check noneLeft(DemoTenant tenant) {
        Map<String, Long> left = new TreeMap<>();
        int tables = 0;
        for (String database : List.of(Platform.DOMAIN_DATABASE, Platform.TENANT_DATABASE)) {
            try (Connection connection = postgres.connect(database)) {
                for (String table : names(connection)) {
                    tables++;
                    left.put(
                            table,
                            number(
                                    connection,
                                    "select count(*) from " + table + " where tenant_id = ?::uuid",
                                    tenant.id().toString()));
                }
            } catch (SQLException e) {
                throw new QuickstartException("Could not count: " + e.getMessage(), e);
            }
        }
        left.values().removeIf(rows -> rows == 0);
        return new Check(
                left.isEmpty(),
                left.isEmpty()
                        ? "No row names " + tenant.title() + " any more, in none of the " + tables
                                + " tables with a tenant column."
                        : "Rows of " + tenant.title() + " are left: " + left);
    }

    private static Check unchanged(String what, Fingerprint before, Fingerprint after) {
        List<String> differences = after.differencesFrom(before);
        return new Check(
                differences.isEmpty(),
                differences.isEmpty()
                        ? what + " is exactly what it was: "
                                + Text.count(after.rows()) + " rows in "
                                + after.tables().size()
                                + " tables, same fingerprints."
                        : what + " is not what it was: " + differences);
    }

    private Check published(String job) {
        try (Connection connection = postgres.connect(Platform.TENANT_DATABASE)) {
            long events = number(connection, EVENTS, job);
            return new Check(
                    events == 1,
                    events == 1
                            ? "One event tenant.deleted was recorded."
                            : events + " events tenant.deleted were recorded.");
        } catch (SQLException e) {
            throw new QuickstartException("Could not read the events: " + e.getMessage(), e);
        }
    }

    private static Map<String, Fingerprint> fingerprints(PostgresServer postgres) {
        Map<String, Fingerprint> all = new TreeMap<>();
        for (String database : List.of(Platform.DOMAIN_DATABASE, Platform.TENANT_DATABASE)) {
            all.put(database, Fingerprint.of(() -> postgres.connect(database)));
        }
        return all;
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(TENANT_COLUMNS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static Fingerprint withoutOutbox(Map<String, Fingerprint> fingerprints) {
        Fingerprint tenant = fingerprints.get(Platform.TENANT_DATABASE);
        for (String table : OUTBOX) {
            tenant = tenant.without(table);
        }
        return tenant;
    }

    private static long number(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
