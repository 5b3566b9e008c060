package io.tenantdeletion.orchestrator.webhook;

import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventOutbox;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.webhook.Receiver.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** What tests of webhooks over HTTP have in common. */
abstract class WebhookTestBase extends OrchestratorTest {

    static final String PATH = "/api/v1/webhooks";

    @Inject
    Pool pool;

    @Inject
    EventOutbox outbox;

    final Receiver receiver = new Receiver();
    final UUID tenant = UUID.randomUUID();

    @AfterEach
    void clean() {
        MovableClock.reset();
        admin().get(PATH).jsonPath().<String>getList("id").forEach(id -> admin().delete(PATH + "/" + id));
        receiver.close();
    }

    Event event(String type) {
        JsonObject data = JsonObject.of("tenant_id", tenant.toString(), "total_items_deleted", 7);
        return new Event(
                UUID.randomUUID(), type, "/orchestrator", tenant, Instant.parse("2026-01-31T12:34:56.789Z"), data);
    }

    void tell(List<Event> events) {
        pool.withTransaction(connection -> outbox.append(connection, events))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    Response register(String events) {
        return register(receiver.url(), events);
    }

    static Response register(String url, String events) {
        return admin().contentType(ContentType.JSON)
                .body(Map.of("url", url, "events", List.of(events)))
                .post(PATH);
    }

    static Response change(String id, Map<String, ?> change) {
        return admin().contentType(ContentType.JSON).body(change).patch(PATH + "/" + id);
    }

    static RequestSpecification admin() {
        return Api.as(Tokens.platformAdmin());
    }

    static boolean isSigned(Message message, String secret) {
        try {
            new com.standardwebhooks.Webhook(secret).verify(message.body(), message.headers());
            return true;
        } catch (WebhookVerificationException wrong) {
            return false;
        } catch (EmptyWebhookSecretException none) {
            throw new IllegalArgumentException(none);
        }
    }

    static double metric(String start) {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
