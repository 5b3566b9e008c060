package io.tenantdeletion.commons.lab;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.embedded.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PgBouncer in transaction mode before the test's PostgreSQL, with fewer connections than the application opens; set up
 * as the reference says. Not in the repository of libraries: taken where it is installed.
 */
public class PgBouncer implements QuarkusTestResourceLifecycleManager {

    /** Connections to the server for each role. */
    static final int CONNECTIONS = 2;

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private ServerProcess process;

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** After the server. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        URI server = server();
        int port = Loopback.freePort();
        try {
            // Readable for the user that it becomes where it is started as root.
            Path directory = Files.createTempDirectory("pgbouncer");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path users = Files.writeString(
                    directory.resolve("users.txt"), "\"application\" \"application\"\n\"purge\" \"purge\"\n");
            Path settings = Files.writeString(directory.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=%s port=%d
                    [pgbouncer]
                    listen_addr = %s
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = trust
                    auth_file = %s
                    pool_mode = transaction
                    default_pool_size = %d
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(
                            server.getHost(), server.getPort(), Loopback.ADDRESS, port, users, CONNECTIONS));
            List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(List.of("-u", "nobody"));
            }
            command.add(settings.toString());
            process = ServerProcess.start("PgBouncer", new ProcessBuilder(command), directory.resolve("log"));
            process.awaitReady(() -> listens(port), Duration.ofSeconds(20));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        String url = "postgresql://" + Loopback.ADDRESS + ":" + port + server.getPath();
        return Map.of(
                "quarkus.datasource.reactive.url", url,
                "quarkus.datasource.purge.reactive.url", url,
                "quarkus.datasource.reactive.cache-prepared-statements", "false",
                "quarkus.datasource.reactive.postgresql.use-layer7-proxy", "true",
                "quarkus.datasource.purge.reactive.postgresql.use-layer7-proxy", "true");
    }

    @Override
    public void stop() {
        if (process != null) {
            process.close();
        }
    }

    private static URI server() {
        try (Connection connection = TestDatabase.connect()) {
            return URI.create(connection.getMetaData().getURL().substring("jdbc:".length()));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(Loopback.ADDRESS, port)) {
            return socket.isConnected();
        } catch (IOException expected) {
            return false;
        }
    }
}
