package io.tenantdeletion.tenant.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The orchestrator's audit log: takes every batch, or refuses all of them for a while. */
public final class AuditLogFake implements HttpHandler {

    /** One call. */
    public record Call(String authorization, List<Map<String, Object>> events) {}

    private final List<Call> taken = new CopyOnWriteArrayList<>();
    private final List<Call> refused = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private volatile Predicate<Map<String, Object>> malformed = event -> false;

    /** Answers every batch with this status from now on. */
    public void answers(int newStatus) {
        status = newStatus;
    }

    /** Answers 400 to every batch with such an event from now on. */
    public void refuses(Predicate<Map<String, Object>> newMalformed) {
        malformed = newMalformed;
    }

    /** The calls that succeeded. */
    public List<Call> taken() {
        return List.copyOf(taken);
    }

    /** The calls that did not. */
    public List<Call> refused() {
        return List.copyOf(refused);
    }

    /** The events that were taken about a subject, in the order they came. */
    public List<Map<String, Object>> about(UUID subject) {
        return events(taken)
                .filter(event -> Objects.equals(event.get("subject"), subject.toString()))
                .toList();
    }

    private static Stream<Map<String, Object>> events(List<Call> calls) {
        return calls.stream().flatMap(call -> call.events().stream());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Call call = new Call(
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    JsonPath.from(body).getList("events"));
            int answer = call.events().stream().anyMatch(malformed) ? 400 : status;
            (answer < 300 ? taken : refused).add(call);
            exchange.sendResponseHeaders(answer, -1);
        }
    }
}
