package io.tenantdeletion.orchestrator.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Reads requests and sends answers. */
final class Exchanges {

    private Exchanges() {}

    /** Answers requests at this port for as long as the process lives. */
    static void serve(int port, HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            server.setExecutor(Executors.newCachedThreadPool(Exchanges::daemon));
            server.createContext("/", exchange -> {
                if (exchange.getRequestURI().getPath().endsWith("/deletion-plan")) {
                    FakePlans.answer(exchange);
                } else {
                    handler.handle(exchange);
                }
            });
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fake platform");
        thread.setDaemon(true);
        return thread;
    }

    /** A request about a tenant or user. */
    static Call call(HttpExchange exchange, String service, String part, UUID subject) {
        return new Call(
                exchange.getRequestMethod(),
                service,
                part,
                subject,
                exchange.getRequestHeaders().getFirst("Deletion-Job-Id"),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Prefer"),
                exchange.getRequestHeaders().getFirst("Deletion-Restore-Key"),
                exchange.getRequestHeaders().getFirst("Deletion-Restore-Until"),
                exchange.getRequestHeaders().getFirst("traceparent"));
    }

    /** The query parameters. */
    static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(one -> one.split("=", 2))
                        .collect(Collectors.toMap(one -> one[0], one -> one[1]));
    }

    /** Sends a reply when its gate is open. */
    static void answer(HttpExchange exchange, Reply reply, UUID whose) throws IOException {
        awaitGate(reply);
        if (reply.plan() != null) {
            exchange.getResponseHeaders().set("Deletion-Plan-Version", reply.plan());
        }
        if (reply.status() != 0) {
            send(exchange, reply.status(), reply.bodyFor(whose));
        }
    }

    /** Waits until the reply may be sent. */
    static void awaitGate(Reply reply) throws IOException {
        try {
            if (reply.gate() != null && !reply.gate().await(30, TimeUnit.SECONDS)) {
                throw new IOException("the gate stayed closed");
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    /** Sends a body. */
    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        // 0 would announce a body of unknown length.
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
