package io.tenantdeletion.tenant.support;

import io.tenantdeletion.commons.test.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to the statements this service sends to the database, while it is open, and explains them. */
public final class SqlLog extends Handler implements AutoCloseable {

    private static final Logger STATEMENTS = Logger.getLogger("org.hibernate.SQL");

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final Level previous = STATEMENTS.getLevel();
    private final boolean toParents = STATEMENTS.getUseParentHandlers();

    /** Begins to listen. */
    public SqlLog() {
        setLevel(Level.ALL);
        STATEMENTS.setLevel(Level.FINE);
        STATEMENTS.setUseParentHandlers(false);
        STATEMENTS.addHandler(this);
    }

    /** The statements that begin so, as often as they were sent. */
    public List<String> statements(String beginning) {
        return seen.stream()
                .filter(statement -> statement.stripLeading().startsWith(beginning))
                .toList();
    }

    /** The different statements that look for rows of tenants or members other than by their key. */
    public List<String> explainable() {
        return seen.stream()
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
                for (String setting : settings()) {
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

    private List<String> settings() {
        return seen.stream()
                .filter(statement -> statement.contains("set_config("))
                .distinct()
                .toList();
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
    public void publish(LogRecord line) {
        seen.add(line.getMessage());
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        STATEMENTS.removeHandler(this);
        STATEMENTS.setUseParentHandlers(toParents);
        STATEMENTS.setLevel(previous);
    }
}
