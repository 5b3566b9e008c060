package io.tenantdeletion.commons.test;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.tenantdeletion.embedded.AmqpBroker;
import io.tenantdeletion.embedded.RabbitMqServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A broker of a test's own: a real RabbitMQ where one is installed, which CI always has, and else the embedded one,
 * which cannot be killed.
 */
public final class TestBroker implements AutoCloseable {

    private final RabbitMqServer server;
    private final AmqpBroker embedded;

    private TestBroker(RabbitMqServer server, AmqpBroker embedded) {
        this.server = server;
        this.embedded = embedded;
    }

    /** Starts one. */
    public static TestBroker start() {
        if (RabbitMqServer.isInstalled()) {
            return new TestBroker(RabbitMqServer.start(), null);
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("RabbitMQ is not installed: apt-get install rabbitmq-server");
        }
        return new TestBroker(null, AmqpBroker.start());
    }

    /** Whether it is a real RabbitMQ, with quorum queues, limits, and data that outlive its process. */
    public boolean isRabbitMq() {
        return server != null;
    }

    /** Where it is, credentials included. */
    public URI url() {
        return URI.create(isRabbitMq() ? server.url() : embedded.url());
    }

    /**
     * Waits until a real RabbitMQ would still know a quorum queue after it was killed: it writes their names down half
     * a second later, and does not answer for one whose name it has lost. The name of its dead letters' queue, which is
     * made first, begins with the same and goes on with a dot.
     */
    public void awaitStored(String queue) {
        Pattern name = Pattern.compile(Pattern.quote(queue) + "(?!\\.)");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            try (Stream<Path> files = Files.walk(server.directory())) {
                return files.filter(file -> file.endsWith("names.dets")).anyMatch(file -> contains(file, name));
            }
        });
    }

    private static boolean contains(Path file, Pattern text) {
        try {
            return text.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .find();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends the process of a real RabbitMQ at once. */
    public void kill() {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts a real RabbitMQ again, with what it has stored. */
    public void restart() {
        server.process().restart();
    }

    /** A connection for the test itself; the caller closes it. */
    public Connection connect() {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(url());
            factory.setAutomaticRecoveryEnabled(false);
            return factory.newConnection("test");
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        if (isRabbitMq()) {
            server.close();
        } else {
            embedded.close();
        }
    }
}
