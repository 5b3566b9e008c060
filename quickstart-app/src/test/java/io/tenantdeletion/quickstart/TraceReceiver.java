package io.tenantdeletion.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Takes traces as a collector does: OTLP over HTTP. */
final class TraceReceiver implements AutoCloseable {

    private final List<ReceivedSpan> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    TraceReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        received.addAll(ReceivedSpan.of(exchange.getRequestBody().readAllBytes()));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** What applications need to know to send traces here. */
    Map<String, String> settings() {
        return Map.of(
                "OTEL_SDK_DISABLED",
                "false",
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://localhost:" + server.getAddress().getPort(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "500ms");
    }

    List<ReceivedSpan> where(Predicate<ReceivedSpan> wanted) {
        return received.stream().filter(wanted).toList();
    }

    /** What a span has directly below it, in whatever process. */
    List<ReceivedSpan> below(ReceivedSpan parent) {
        return where(span -> span.parent().equals(parent.id()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
