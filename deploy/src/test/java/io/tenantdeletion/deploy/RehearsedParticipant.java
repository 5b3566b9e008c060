package io.tenantdeletion.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A thirteenth service that answers as a rehearsal of an alert needs it, and never restores. */
final class RehearsedParticipant implements AutoCloseable {

    private static final Pattern TENANT = Pattern.compile("/tenant/([0-9a-f-]{36})");
    private static final String SUMMARY = """
            {"message": "done", "complete": true, "summary": {"tenant_id": "%s", "service_name": "odd", "success": true,
              "deleted_counts": {"rows": 0}, "errors": [], "timestamp": "2026-01-01T00:00:00Z"}}
            """;
    private static final String PREVIEW = """
            {"tenant_id": "%s", "service": "odd", "preview": {"rows": 0}, "total_records": 0, "warning": "none"}
            """;
    private static final String VERIFICATION = """
            {"tenant_id": "%s", "service": "odd", "residual": {%s}, "total_residual": %d, "touched_others": {%s},
              "verified_at": "2026-01-01T00:00:00Z"}
            """;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private volatile CountDownLatch purge = new CountDownLatch(0);
    private volatile boolean down;
    private volatile long residual;
    private volatile long touched;

    RehearsedParticipant() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Its purges do not end before {@link #letGo}. */
    void hang() {
        purge = new CountDownLatch(1);
    }

    void letGo() {
        purge.countDown();
    }

    /** Whether it answers its purges with 503. */
    void isDown(boolean now) {
        down = now;
    }

    /** Its next verification finds so many rows; the one after it none. */
    void leaves(long rows) {
        residual = rows;
    }

    /** Its next verification finds so many rows of others that were changed. */
    void touchesOthers(long rows) {
        touched = rows;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher tenant = TENANT.matcher(exchange.getRequestURI().getPath());
            if (!tenant.find()) {
                send(exchange, 404, "{\"title\": \"nothing is there\"}");
            } else if (exchange.getRequestURI().getPath().endsWith("/restore")) {
                send(exchange, 409, "{\"title\": \"not these rows\"}");
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                purge.await();
                send(exchange, down ? 503 : 200, down ? "{\"title\": \"away\"}" : SUMMARY.formatted(tenant.group(1)));
            } else if (exchange.getRequestURI().getPath().endsWith("verification")) {
                send(exchange, 200, verification(tenant.group(1)));
            } else {
                send(exchange, 200, PREVIEW.formatted(tenant.group(1)));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String verification(String tenant) {
        String answer = VERIFICATION.formatted(tenant, rows(residual), residual, rows(touched));
        residual = 0;
        touched = 0;
        return answer;
    }

    private static String rows(long rows) {
        return rows == 0 ? "" : "\"rows\": " + rows;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
