package io.tenantdeletion.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PostgreSQL server with a fresh data directory, which is removed when it is closed.
 *
 * <p>It is durable as any other: {@code fsync} and {@code synchronous_commit} stay on, so that what is measured on it
 * would hold on a server that keeps its data. Only {@link #startNonDurable} is not.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";
    private static final String PASSWORD = "postgres";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path directory;
    private final ServerProcess process;
    private final int port;

    private PostgresServer(Path directory, ServerProcess process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** Starts a server on a free port and creates these databases. */
    public static PostgresServer start(String... databases) {
        return start(Loopback.freePort(), databases);
    }

    /** Starts a server on this port and creates these databases. */
    public static PostgresServer start(int port, String... databases) {
        return start(port, PostgresSettings.DURABLE, databases);
    }

    /**
     * Starts a server on a free port that would lose data with its machine, for tests: they lose it anyway, and neither
     * wait for disks nor for passwords to be hashed thousands of times.
     */
    public static PostgresServer startNonDurable(String... databases) {
        PostgresServer server = start(Loopback.freePort(), PostgresSettings.NON_DURABLE, databases);
        server.run(USER, "alter role " + USER + " password '" + PASSWORD + "'");
        return server;
    }

    private static PostgresServer start(int port, List<String> settings, String... databases) {
        PostgresAccount account = PostgresAccount.ofThisProcess();
        CacheDirectory cache = account.reachable(CacheDirectory.ofUser());
        Path programs = PostgresBinaries.in(cache).resolve("bin");
        Path directory = cache.temporary("postgresql");
        PostgresServer server = null;
        try {
            account.own(directory);
            initialize(account, programs, directory);
            server = new PostgresServer(directory, launch(account, programs, directory, port, settings), port);
            server.process.awaitReady(server::isReady, TIMEOUT);
            server.run(USER, PostgresRoles.CREATION);
            for (String database : databases) {
                server.create(database);
            }
            return server;
        } catch (RuntimeException e) {
            if (server != null) {
                server.process.close();
            }
            CacheDirectory.deleteRecursively(directory);
            throw e;
        }
    }

    /** A server that somebody else in this JVM has started on this port, and who closes it. */
    public static PostgresServer running(int port) {
        return new PostgresServer(null, null, port);
    }

    private static void initialize(PostgresAccount account, Path programs, Path directory) {
        Path password = directory.resolve("password");
        try {
            Files.writeString(password, PASSWORD);
            account.own(password);
            List<String> arguments = List.of(
                    "--pgdata=" + data(directory),
                    "--username=" + USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-sync");
            ServerProcess.start(
                            "initdb",
                            account.command(programs.resolve("initdb"), arguments)
                                    .directory(directory.toFile()),
                            directory.resolve("initdb.log"))
                    .awaitSuccess(TIMEOUT);
            Files.delete(password);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + directory, e);
        }
    }

    private static ServerProcess launch(
            PostgresAccount account, Path programs, Path directory, int port, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of("-D", data(directory), "-p", Integer.toString(port)));
        settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        // INT is the fast shutdown: sessions are ended, what was committed is kept.
        return ServerProcess.start(
                "PostgreSQL",
                account.command(programs.resolve("postgres"), arguments).directory(directory.toFile()),
                directory.resolve("postgresql.log"),
                "INT");
    }

    private static String data(Path directory) {
        return directory.resolve("data").toString();
    }

    private boolean isReady() {
        try (Connection connection = connect(USER)) {
            return connection.isValid(1);
        } catch (SQLException expected) {
            return false;
        }
    }

    /** Creates an empty database in place of what may be there, whoever uses it. */
    public void recreate(String database) {
        run(USER, "DROP DATABASE IF EXISTS \"" + database.replace("\"", "\"\"") + "\" WITH (FORCE)");
        create(database);
    }

    /** Creates an empty database, which belongs to the migration role. */
    public void create(String database) {
        run(USER, "CREATE DATABASE \"" + database.replace("\"", "\"\"") + "\" OWNER " + PostgresRoles.MIGRATION);
        run(database, PostgresRoles.PREPARATION);
    }

    private void run(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot prepare database " + database + ": " + e.getMessage(), e);
        }
    }

    /** A new connection to a database, as its superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, PASSWORD);
    }

    /** A new connection to a database, as an application has it. */
    public Connection connectAsApplication(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), PostgresRoles.APPLICATION, PostgresRoles.APPLICATION);
    }

    /** The JDBC address of a database, without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
    }

    /**
     * What an application is configured with to use a database, each thing with a role that has no more than it needs.
     */
    public Map<String, String> settings(String database) {
        Map<String, String> settings = new TreeMap<>(PostgresRoles.SETTINGS);
        settings.put("pg.host", host());
        settings.put("pg.port", Integer.toString(port));
        settings.put("pg.database", database);
        return settings;
    }

    /** The same, by the names of environment variables. */
    public Map<String, String> environment(String database) {
        Map<String, String> environment = new TreeMap<>();
        settings(database)
                .forEach((key, value) -> environment.put(key.replace('.', '_').toUpperCase(Locale.ROOT), value));
        return environment;
    }

    Path directory() {
        return directory;
    }

    /** The loopback address. */
    public String host() {
        return Loopback.ADDRESS;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The superuser, for people and tests; applications get {@link #settings}. */
    public String user() {
        return USER;
    }

    /** The superuser's password. */
    public String password() {
        return PASSWORD;
    }

    /** The process id of the postmaster. */
    public long pid() {
        return process.pid();
    }

    /** The process, for whoever watches it. */
    public ServerProcess process() {
        return process;
    }

    /** Stops the server and removes its data. */
    @Override
    public void close() {
        process.close();
        CacheDirectory.deleteRecursively(directory);
    }
}
