package io.tenantdeletion.tenant.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers in the order it was told to, and remembers what it was asked. Its audit log is apart from that: it takes what
 * is sent in the background whenever that comes, unless it is told to refuse.
 */
public class FakeOrchestrator implements QuarkusTestResourceLifecycleManager {

    /** What it was asked. */
    public record Request(
            String method,
            String path,
            String authorization,
            String idempotencyKey,
            String prefer,
            String onBehalfOf,
            String requestedFrom,
            String body) {}

    private interface Reaction {
        void to(HttpExchange exchange) throws IOException;
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Reaction> reactions = new ArrayDeque<>();
    private volatile Runnable before = () -> {};
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private CountDownLatch hanging = new CountDownLatch(1);
    private HttpServer server;
    private final AuditLogFake auditLog = new AuditLogFake();
    private final EventIntakeFake events = new EventIntakeFake();

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::handle);
        server.createContext("/api/v1/audit", auditLog);
        server.createContext("/api/v1/events", events);
        server.setExecutor(threads);
        server.start();
        return Map.of(
                "orchestrator.url",
                url(),
                "tenant.deletion.timeout",
                "1s",
                "tenant.audit.forward-every",
                "200ms",
                "tenant.audit.max-pause",
                "200ms");
    }

    @Override
    public void stop() {
        reset();
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FakeOrchestrator.class));
    }

    /** Its address. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What it was sent to write down. */
    public AuditLogFake auditLog() {
        return auditLog;
    }

    /** What it was told. */
    public EventIntakeFake events() {
        return events;
    }

    /** Everything it was asked since the last {@link #reset}. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Forgets everything and releases whoever hangs. */
    public synchronized void reset() {
        requests.clear();
        reactions.clear();
        before = () -> {};
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    /** Answers the next request. */
    public FakeOrchestrator answers(int status, String json) {
        return answers(status, json, Map.of());
    }

    /** Answers the next request, with headers. */
    public synchronized FakeOrchestrator answers(int status, String body, Map<String, String> headers) {
        reactions.add(exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        return this;
    }

    /** Does that before each answer, from another thread than whoever is asked. */
    public FakeOrchestrator runs(Runnable beforeAnswering) {
        before = beforeAnswering;
        return this;
    }

    /** Closes the connection of the next request without an answer. */
    public synchronized FakeOrchestrator breaksOff() {
        reactions.add(exchange -> {});
        return this;
    }

    /** Never answers the next request, until {@link #reset}. */
    public synchronized FakeOrchestrator hangs() {
        CountDownLatch released = hanging;
        reactions.add(exchange -> {
            try {
                released.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    exchange.getRequestHeaders().getFirst("Prefer"),
                    exchange.getRequestHeaders().getFirst("Deletion-On-Behalf-Of"),
                    exchange.getRequestHeaders().getFirst("Deletion-Requested-From"),
                    body));
            before.run();
            next().to(exchange);
        }
    }

    private synchronized Reaction next() {
        Reaction reaction = reactions.poll();
        return reaction != null ? reaction : exchange -> exchange.sendResponseHeaders(500, -1);
    }
}
