package io.tenantdeletion.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tenantdeletion.embedded.Loopback;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thirteenth service, written by somebody else: slow, broken or untruthful as long as it is told to be, and a good
 * one otherwise. It knows what it has really deleted, so that a job that believed anything less can be told.
 */
final class MisbehavingParticipant implements AutoCloseable {

    static final String NAME = "odd";

    private static final long ROWS = 5;
    private static final Pattern TENANT = Pattern.compile("/tenant/([0-9a-f-]{36})");
    private static final String SUMMARY = """
            {"message": "done", "complete": %s, "summary": {"tenant_id": "%s", "service_name": "odd", "success": true,
              "deleted_counts": {"rows": %d}, "errors": [%s], "timestamp": "2026-01-01T00:00:00Z"}}
            """;
    private static final String RESTORED = """
            {"tenant_id": "%s", "service": "odd", "restored_counts": {"rows": %d}, "total_restored": %2$d,
              "complete": %s}
            """;
    private static final String REFUSED = """
            {"type": "urn:problem:deletion-refused", "title": "not this one", "status": 409, "findings": []}
            """;
    private static final String PREVIEW = """
            {"tenant_id": "%s", "service": "odd", "preview": {"rows": %d}, "total_records": %2$d, "warning": "5 rows"}
            """;

    /** What it does when it is asked to delete. One that says done and is not needs a verification to be found out. */
    enum Mode {
        GOOD,
        /** 503. */
        DOWN,
        /** 401, as while a key is being replaced. */
        UNAUTHORIZED,
        /** A byte a second. */
        SLOW,
        /** The connection ends instead of an answer. */
        HANGUP,
        /** 500 with 150 MB. */
        BODY,
        /** 202 with the same counts again and again. */
        FOREVER,
        /** 202 with rows that nobody has. */
        CLAIMS,
        /** Success, and the errors that it had. */
        ERRORS,
        /** A page for people. */
        HTML;

        /** The modes in which it does not say that it could not be asked, but something that is not to be believed. */
        static final List<Mode> LIES = List.of(ERRORS, HTML);

        /** The modes in which it says that it has deleted what it has not. */
        static final List<Mode> BOASTS = List.of(FOREVER, CLAIMS);

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final HttpServer server;
    private final Set<UUID> deleted = ConcurrentHashMap.newKeySet();
    private final Set<UUID> liedTo = ConcurrentHashMap.newKeySet();
    private final Set<UUID> toldTheTruth = ConcurrentHashMap.newKeySet();
    private final Set<UUID> refused = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.GOOD;

    MisbehavingParticipant() {
        try {
            server = HttpServer.create(new InetSocketAddress(Loopback.ADDRESS, 0), 0);
            server.createContext("/", this::answer);
            server.setExecutor(Tasks.EXECUTOR);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://" + Loopback.ADDRESS + ":" + server.getAddress().getPort();
    }

    void behave(Mode next) {
        mode = next;
    }

    /** From now on it does not answer about this tenant, where it would lie. */
    void doNotLieTo(UUID tenant) {
        toldTheTruth.add(tenant);
    }

    /** From now on it refuses to delete this tenant. */
    void refuse(UUID tenant) {
        refused.add(tenant);
    }

    /** Whether it has answered truthfully that nothing of this tenant is left. */
    boolean hasDeleted(UUID tenant) {
        return deleted.contains(tenant);
    }

    /** Whether it has told about this tenant what nobody can go on with. */
    boolean hasLiedTo(UUID tenant) {
        return liedTo.contains(tenant);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher tenant = TENANT.matcher(exchange.getRequestURI().getPath());
            if (!tenant.find()) {
                send(exchange, 404, "application/problem+json", "{\"title\": \"nothing is there\"}");
                return;
            }
            UUID id = UUID.fromString(tenant.group(1));
            boolean isRestore = exchange.getRequestURI().getPath().endsWith("/restore");
            if (isRestore && exchange.getRequestMethod().equals("DELETE")) {
                exchange.sendResponseHeaders(204, -1);
            } else if (isRestore) {
                restore(exchange, id);
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                delete(exchange, id);
            } else {
                long left = hasDeleted(id) ? 0 : ROWS;
                send(exchange, 200, "application/json", PREVIEW.formatted(id, left));
            }
        }
    }

    private Mode modeFor(UUID tenant) {
        Mode current = mode;
        boolean isTrue = !Mode.LIES.contains(current) && !Mode.BOASTS.contains(current);
        return isTrue || !toldTheTruth.contains(tenant) ? current : Mode.DOWN;
    }

    private void restore(HttpExchange exchange, UUID tenant) throws IOException {
        switch (mode) {
            case GOOD ->
                send(
                        exchange,
                        200,
                        "application/json",
                        RESTORED.formatted(tenant, deleted.remove(tenant) ? ROWS : 0, true));
            case FOREVER -> send(exchange, 202, "application/json", RESTORED.formatted(tenant, 0, false));
            default -> misbehave(exchange, tenant, modeFor(tenant));
        }
    }

    private void delete(HttpExchange exchange, UUID tenant) throws IOException {
        Mode current = modeFor(tenant);
        if (Mode.LIES.contains(current)) {
            liedTo.add(tenant);
        }
        switch (current) {
            case GOOD -> good(exchange, tenant);
            case FOREVER -> send(exchange, 202, "application/json", SUMMARY.formatted(false, tenant, 7, ""));
            case CLAIMS ->
                send(exchange, 202, "application/json", SUMMARY.formatted(false, tenant, 1_000_000_000_000_000L, ""));
            case ERRORS ->
                send(exchange, 200, "application/json", SUMMARY.formatted(true, tenant, ROWS, "\"could not\""));
            default -> misbehave(exchange, tenant, current);
        }
    }

    private static void misbehave(HttpExchange exchange, UUID tenant, Mode current) throws IOException {
        switch (current) {
            case DOWN -> send(exchange, 503, "application/problem+json", "{\"title\": \"starting\"}");
            case UNAUTHORIZED -> send(exchange, 401, "application/problem+json", "{\"title\": \"who is that\"}");
            case SLOW -> sendSlowly(exchange, SUMMARY.formatted(true, tenant, ROWS, ""));
            case HANGUP -> exchange.close();
            case BODY -> sendEndlessly(exchange);
            default -> send(exchange, 200, "text/html", "<html><body>log in</body></html>");
        }
    }

    private void good(HttpExchange exchange, UUID tenant) throws IOException {
        if (refused.contains(tenant)) {
            send(exchange, 409, "application/problem+json", REFUSED);
            return;
        }
        long rows = deleted.add(tenant) ? ROWS : 0;
        send(exchange, 200, "application/json", SUMMARY.formatted(true, tenant, rows, ""));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
    }

    private static void sendSlowly(HttpExchange exchange, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, content.length);
        try (OutputStream stream = exchange.getResponseBody()) {
            for (byte each : content) {
                stream.write(each);
                stream.flush();
                Await.pause(1_000);
            }
        }
    }

    private static void sendEndlessly(HttpExchange exchange) throws IOException {
        byte[] part = "A".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(500, 150L * part.length);
        try (OutputStream stream = exchange.getResponseBody()) {
            for (int i = 0; i < 150; i++) {
                stream.write(part);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
