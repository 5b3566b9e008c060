package io.tenantdeletion.commons.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows jobs, and takes findings. */
final class FakeOrchestrator implements AutoCloseable {

    private static final String JOBS = "/api/v1/deletion-jobs/";

    private final Map<UUID, JsonObject> jobs = new ConcurrentHashMap<>();
    private final List<JsonObject> findings = new CopyOnWriteArrayList<>();
    private final List<UUID> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeOrchestrator(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext(JOBS, this::job);
        server.createContext("/api/v1/findings", this::finding);
        server.start();
    }

    /** A job's state, from now on. */
    void knows(UUID job, String status, String subjectKind, UUID subject) {
        jobs.put(
                job,
                new JsonObject()
                        .put("job_id", job.toString())
                        .put("status", status)
                        .put("tenant_id", subjectKind.equals("tenant") ? subject.toString() : null)
                        .put("user_id", subjectKind.equals("user") ? subject.toString() : null)
                        .put("progress", 100));
    }

    /** How often it was asked for a job. */
    long asked(UUID job) {
        return asked.stream().filter(job::equals).count();
    }

    /** What it was told about a subject. */
    List<JsonObject> findings(UUID subject) {
        return findings.stream()
                .filter(finding -> subject.toString().equals(finding.getString("subject_id")))
                .toList();
    }

    private void job(HttpExchange exchange) throws IOException {
        UUID id = UUID.fromString(exchange.getRequestURI().getPath().substring(JOBS.length()));
        asked.add(id);
        JsonObject job = jobs.get(id);
        answer(exchange, isService(exchange) ? job == null ? 404 : 200 : 401, job);
    }

    private void finding(HttpExchange exchange) throws IOException {
        findings.add(new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        answer(exchange, isService(exchange) ? 204 : 401, null);
    }

    private static boolean isService(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .startsWith("Bearer ");
    }

    private static void answer(HttpExchange exchange, int status, JsonObject body) throws IOException {
        try (exchange) {
            byte[] bytes = body == null ? new byte[0] : body.toBuffer().getBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
