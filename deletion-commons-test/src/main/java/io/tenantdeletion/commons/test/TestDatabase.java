package io.tenantdeletion.commons.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * The database of {@link PlatformTestResource}, for seeding and for comparing rows; blocking, for tests only.
 * Statements share connections, because logging in is most of what a short one costs; each finds its session as if it
 * were new.
 */
public final class TestDatabase {

    /** The database of restore keys, which is beside the other. */
    public static final String KEYS = "orchestrator_keys";

    private static final String URL = "test.platform.jdbc-url";
    private static final String USER = "test.platform.user";
    private static final String PASSWORD = "test.platform.password";

    private static final Queue<Connection> IDLE = new ConcurrentLinkedQueue<>();

    private TestDatabase() {}

    static void publish(String url, String user, String password) {
        System.setProperty(URL, url);
        System.setProperty(USER, user);
        System.setProperty(PASSWORD, password);
    }

    static String url() {
        return System.getProperty(URL);
    }

    /** A new connection, as superuser; the caller closes it. */
    public static Connection connect() {
        return connect(System.getProperty(USER), System.getProperty(PASSWORD));
    }

    /** A new connection as one of the applications' roles, whose password is its name; the caller closes it. */
    public static Connection connectAs(String role) {
        return connect(role, role);
    }

    /** A new connection to another database of the server, as superuser; the caller closes it. */
    public static Connection connectTo(String database) {
        return connect(
                url().substring(0, url().lastIndexOf('/') + 1) + database,
                System.getProperty(USER),
                System.getProperty(PASSWORD));
    }

    private static Connection connect(String user, String password) {
        return connect(url(), user, password);
    }

    private static Connection connect(String url, String user, String password) {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        try {
            return DriverManager.getConnection(url, login);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Refuses the application, whose connections break, until {@link #accept}; tests still reach it. */
    public static void refuse() {
        Relay.tell(false);
    }

    /** Takes the application's connections again. */
    public static void accept() {
        Relay.tell(true);
    }

    /** Runs statements. */
    public static void execute(String sql) {
        run(sql, statement -> statement.execute(sql));
    }

    /** The first column of a query's rows, as text. */
    public static List<String> query(String sql) {
        return run(sql, statement -> {
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
                return values;
            }
        });
    }

    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    private static <T> T run(String sql, Work<T> work) {
        try {
            Connection connection = take();
            try (Statement statement = connection.createStatement()) {
                T result = work.with(statement);
                statement.execute("discard all");
                IDLE.add(connection);
                return result;
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private static Connection take() throws SQLException {
        for (Connection idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
            if (idle.isValid(1)) {
                return idle;
            }
            idle.close();
        }
        return connect();
    }

    /** Names of a schema's tables, without the history of migrations. */
    public static List<String> tables(String schema) {
        return query("select table_name from information_schema.tables where table_schema = '" + schema
                + "' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history' order by 1");
    }

    /** Removes every row of a schema. */
    public static void empty(String schema) {
        execute(tables(schema).stream()
                .map(table -> "\"" + schema + "\".\"" + table + "\"")
                .collect(Collectors.joining(", ", "truncate ", " cascade")));
    }

    /** Whether no table of a schema has a row. */
    public static boolean isEmpty(String schema) {
        return tables(schema).stream()
                .allMatch(table -> query("select 1 from \"" + schema + "\".\"" + table + "\" limit 1")
                        .isEmpty());
    }

    /** Every row of every table of a schema, as text, in a fixed order: to be compared, not counted. */
    public static Map<String, List<String>> rows(String schema) {
        Map<String, List<String>> rows = new TreeMap<>();
        tables(schema)
                .forEach(table -> rows.put(
                        table,
                        query("select t::text from \"" + schema + "\".\"" + table
                                + "\" t order by t::text collate \"C\"")));
        return rows;
    }
}
