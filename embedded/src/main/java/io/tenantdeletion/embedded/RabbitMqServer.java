package io.tenantdeletion.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A RabbitMQ of this machine's packages, with a node name, a data directory and ports of its own, beside whatever else
 * runs here. What it holds stays when it is killed and restarted, and is removed when it is closed.
 */
public final class RabbitMqServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final Path directory;
    private final ServerProcess names;
    private final ServerProcess process;
    private final int port;

    private RabbitMqServer(Path directory, ServerProcess names, ServerProcess process, int port) {
        this.directory = directory;
        this.names = names;
        this.process = process;
        this.port = port;
    }

    /** Whether one is installed where Debian's package puts it. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** Starts one on free ports of the loopback address and waits until it takes connections. */
    public static RabbitMqServer start() {
        Path directory = CacheDirectory.ofUser().temporary("rabbitmq");
        int port = Loopback.freePort();
        int namesPort = Loopback.freePort();
        ServerProcess names = null;
        RabbitMqServer server = null;
        try {
            // In the foreground and as a child: the one that RabbitMQ would start outlives it.
            names = ServerProcess.start(
                    "epmd",
                    new ProcessBuilder("epmd", "-port", Integer.toString(namesPort), "-address", Loopback.ADDRESS),
                    directory.resolve("epmd.log"));
            names.awaitReady(() -> takesConnections(namesPort), TIMEOUT);
            server = new RabbitMqServer(directory, names, launch(directory, port, namesPort), port);
            server.process.awaitReady(() -> takesConnections(port), TIMEOUT);
            return server;
        } catch (RuntimeException e) {
            if (server != null) {
                server.process.close();
            }
            if (names != null) {
                names.close();
            }
            CacheDirectory.deleteRecursively(directory);
            throw e;
        }
    }

    private static ServerProcess launch(Path directory, int port, int namesPort) {
        Path configuration = write(
                directory.resolve("rabbitmq.conf"),
                List.of(
                        "listeners.tcp.1 = " + Loopback.ADDRESS + ":" + port,
                        "log.console = true",
                        // It would refuse to write where the disk of a small machine is nearly full.
                        "disk_free_limit.absolute = 50MB"));
        ProcessBuilder command = new ProcessBuilder(PROGRAM.toString());
        command.environment()
                .putAll(Map.ofEntries(
                        Map.entry("HOME", directory.toString()),
                        Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                        Map.entry("RABBITMQ_CONFIG_FILE", configuration.toString()),
                        Map.entry(
                                "RABBITMQ_ENABLED_PLUGINS_FILE",
                                directory.resolve("plugins").toString()),
                        Map.entry(
                                "RABBITMQ_MNESIA_BASE",
                                directory.resolve("data").toString()),
                        Map.entry("RABBITMQ_LOG_BASE", directory.toString()),
                        Map.entry("RABBITMQ_LOGS", "-"),
                        Map.entry("RABBITMQ_NODENAME", "tenant-deletion-" + port + "@localhost"),
                        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(Loopback.freePort())),
                        Map.entry("ERL_EPMD_PORT", Integer.toString(namesPort)),
                        Map.entry("ERL_EPMD_ADDRESS", Loopback.ADDRESS),
                        Map.entry(
                                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                                "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2"),
                        // Then the script becomes the server, and its process id is the server's.
                        Map.entry("RUNNING_UNDER_SYSTEMD", "true")));
        return ServerProcess.start("RabbitMQ", command.directory(directory.toFile()), directory.resolve("server.log"));
    }

    private static Path write(Path file, List<String> lines) {
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + file, e);
        }
    }

    private static boolean takesConnections(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Loopback.ADDRESS, port), 1000);
            return true;
        } catch (IOException expected) {
            return false;
        }
    }

    /** Where clients find it, credentials included. */
    public String url() {
        return "amqp://guest:guest@" + Loopback.ADDRESS + ":" + port;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The process id of the server itself. */
    public long pid() {
        return process.pid();
    }

    /** Where it keeps what it stores. */
    public Path directory() {
        return directory;
    }

    /** The process, to be killed and restarted with what it has stored. */
    public ServerProcess process() {
        return process;
    }

    /** Stops the server and removes its data. */
    @Override
    public void close() {
        process.close();
        names.close();
        CacheDirectory.deleteRecursively(directory);
    }
}
