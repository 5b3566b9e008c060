package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.embedded.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of the platform's applications, running in a JVM of its own. */
public final class Application implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final ServerProcess process;
    private final int port;

    private Application(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static Application launch(
            String name, Path jar, int port, Map<String, String> environment, Path log, Path temporary) {
        ProcessBuilder command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // Ready in half the processor time; the work itself is the database's.
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                jar.toString()));
        command.environment().putAll(environment);
        command.environment().put("QUARKUS_HTTP_HOST", Loopback.ADDRESS);
        command.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        command.environment().put("QUARKUS_SWAGGER_UI_ENABLED", "true");
        // For people, not for a log store.
        command.environment().put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        return new Application(ServerProcess.start(name, command, log), port);
    }

    void awaitReady() {
        process.awaitReady(URI.create("http://" + Loopback.ADDRESS + ":" + port + "/q/health/ready"), TIMEOUT);
    }

    public ServerProcess process() {
        return process;
    }

    public String url() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
