package io.tenantdeletion.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.embedded.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A real Prometheus that scrapes every second. */
final class PrometheusServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServerProcess process;
    private final String url;

    private PrometheusServer(ServerProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * @param targets ports by the application that is there
     * @param rules alerts, as Prometheus reads them
     */
    static PrometheusServer start(Path directory, Map<String, Integer> targets, String rules) throws IOException {
        StringBuilder config = new StringBuilder("""
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yaml]
                scrape_configs:
                  - job_name: tenant-deletion
                    metrics_path: /q/metrics
                    static_configs:
                """);
        targets.forEach((application, port) -> config.append(
                "      - {targets: ['127.0.0.1:%d'], labels: {application: %s}}\n".formatted(port, application)));
        Files.writeString(directory.resolve("prometheus.yaml"), config);
        Files.writeString(directory.resolve("rules.yaml"), rules);
        int port = Loopback.freePort();
        ServerProcess process = ServerProcess.start(
                "Prometheus",
                new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + directory.resolve("prometheus.yaml"),
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                directory.resolve("prometheus.log"));
        PrometheusServer server = new PrometheusServer(process, "http://127.0.0.1:" + port);
        process.awaitReady(server::isReady, Duration.ofMinutes(1));
        return server;
    }

    private boolean isReady() {
        try {
            return client.send(
                                    HttpRequest.newBuilder(URI.create(url + "/-/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException expected) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The series that a query gives now. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    /** The names of the alerts that fire. */
    Set<String> firing() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : get("/api/v1/alerts").path("alerts")) {
            if (alert.path("state").asText().equals("firing")) {
                names.add(alert.path("labels").path("alertname").asText());
            }
        }
        return names;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(client.send(
                        HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString())
                .body());
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(path + ": " + answer);
        }
        return answer.path("data");
    }

    @Override
    public void close() {
        process.close();
    }
}
