package io.tenantdeletion.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;

/**
 * A broker in this JVM that speaks RabbitMQ's protocol, AMQP 0-9-1, with confirms; for where no RabbitMQ is installed.
 * What it holds is gone with it. It knows neither quorum queues nor dead letter exchanges.
 */
public final class AmqpBroker implements AutoCloseable {

    private static final String USER = "guest";

    private static final String CONFIGURATION = """
            {"name": "embedded", "modelVersion": "9.1",
             "authenticationproviders": [
               {"name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
                "users": [{"name": "%1$s", "password": "%1$s", "type": "managed"}]}],
             "ports": [
               {"name": "amqp", "bindingAddress": "%2$s", "port": "%3$d", "protocols": ["AMQP_0_9_1"],
                "authenticationProvider": "plain",
                "virtualhostaliases": [{"name": "default", "type": "defaultAlias"}]}],
             "virtualhostnodes": [
               {"name": "default", "type": "Memory", "defaultVirtualHostNode": "true",
                "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"}]}
            """;

    private final SystemLauncher launcher;
    private final int port;

    private AmqpBroker(SystemLauncher launcher, int port) {
        this.launcher = launcher;
        this.port = port;
    }

    /** Starts one on a free port of the loopback address. */
    public static AmqpBroker start() {
        return start(Loopback.freePort());
    }

    /** Starts one on this port of the loopback address. */
    public static AmqpBroker start(int port) {
        Path directory = CacheDirectory.ofUser().temporary("broker");
        try {
            Path configuration = Files.writeString(
                    directory.resolve("configuration.json"), CONFIGURATION.formatted(USER, Loopback.ADDRESS, port));
            SystemLauncher launcher = new SystemLauncher();
            launcher.startup(Map.of(
                    "type",
                    "Memory",
                    "initialConfigurationLocation",
                    configuration.toUri().toString(),
                    "context",
                    Map.of("qpid.work_dir", directory.toString()),
                    "startupLoggedToSystemOut",
                    false));
            return new AmqpBroker(launcher, port);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + directory, e);
        } catch (Exception e) {
            throw new IllegalStateException("The embedded broker does not start: " + e.getMessage(), e);
        } finally {
            CacheDirectory.deleteRecursively(directory);
        }
    }

    /** Where clients find it, credentials included. */
    public String url() {
        return url(port);
    }

    /** Where clients find one on this port. */
    public static String url(int port) {
        return "amqp://" + USER + ":" + USER + "@" + Loopback.ADDRESS + ":" + port;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Stops it; what it held is gone. */
    @Override
    public void close() {
        try {
            launcher.shutdown();
        } catch (IllegalStateException failure) {
            // At the end of the JVM it also stops itself, and whoever comes second finds it neither running nor
            // stopped.
            if (!AtExit.isExiting()) {
                throw failure;
            }
        }
    }
}
