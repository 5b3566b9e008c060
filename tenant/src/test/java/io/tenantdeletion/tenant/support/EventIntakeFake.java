package io.tenantdeletion.tenant.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The orchestrator's intake of events: takes every event, or has all of them sent again for a while. */
public final class EventIntakeFake implements HttpHandler {

    private final List<Map<String, Object>> told = new CopyOnWriteArrayList<>();
    private volatile String status = "accepted";

    /** Answers every event so from now on. */
    public void answers(String newStatus) {
        status = newStatus;
    }

    /** The events it was told about a subject, in the order they came; those that it has not taken, too. */
    public List<Map<String, Object>> about(UUID subject) {
        return told.stream()
                .filter(event -> subject.toString().equals(event.get("subject")))
                .toList();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            List<Map<String, Object>> events = JsonPath.from(body).getList("events");
            told.addAll(events);
            JsonArray results = new JsonArray();
            events.forEach(event ->
                    results.add(new JsonObject().put("id", event.get("id")).put("status", status)));
            byte[] answer = new JsonObject().put("results", results).toBuffer().getBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
