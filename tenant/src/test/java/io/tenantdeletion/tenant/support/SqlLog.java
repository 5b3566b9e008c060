package io.tenantdeletion.tenant.support;

import io.tenantdeletion.commons.test.StatementLog;
import io.tenantdeletion.commons.test.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Listens to the statements this service sends to the database, while it is open, and explains them. */
public final class SqlLog implements AutoCloseable {

    private final StatementLog log = new StatementLog();

    /** The statements that begin so, as often as they were sent. */
    public List<String> statements(String beginning) {
        return log.all().stream()
                .filter(statement -> statement.stripLeading().startsWith(beginning))
                .toList();
    }

    /** The different statements that look for rows of tenants or members other than by their key. */
    public List<String> explainable() {
        return log.all().stream()
                .filter(statement -> statement.matches("(?s).*tenant\\.tenants?(_members)?\\b.*"))
                .filter(statement -> !statement.matches("(?s)\\s*(insert|update) .*"))
                .distinct()
                .toList();
    }

    /** How PostgreSQL would run the statement for a user and a tenant, under the settings it was run with. */
    public String plan(String statement, UUID user, UUID tenant) {
        try (Connection connection = TestDatabase.connect();
                Statement explain = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (isOurs(statement)) {
                for (String setting : log.settings()) {
                    explain.execute(setting);
                }
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = explain.executeQuery("explain " + bound(statement, user, tenant))) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines);
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }

    /** Whether a statement was written by hand, for transactions that have settings. */
    private static boolean isOurs(String statement) {
        return !statement.contains("_0.");
    }

    /** A statement with values of the right kind in place of its parameters. */
    private static String bound(String statement, UUID user, UUID tenant) {
        return statement
                .replaceAll("(?i)(limit|fetch first|offset) \\$\\d+", "$1 1001")
                .replaceAll("role in \\(\\$\\d+,\\s*\\$\\d+\\)", "role in ('owner', 'admin')")
                .replaceAll("(owner_id|user_id)(\\s*(?:=|<>)\\s*)\\$\\d+", "$1$2'" + user + "'::uuid")
                .replaceAll("(>\\s*)\\$\\d+", "$1'00000000-0000-0000-0000-000000000001'::uuid")
                .replaceAll("\\$\\d+", "'" + tenant + "'::uuid");
    }

    @Override
    public void close() {
        log.close();
    }
}
