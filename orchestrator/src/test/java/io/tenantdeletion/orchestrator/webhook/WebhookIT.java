package io.tenantdeletion.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventOutbox;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.webhook.Receiver.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Webhooks over HTTP, from the registration to what a receiver gets. */
@QuarkusTest
@TestProfile(Notifications.class)
class WebhookIT extends OrchestratorTest {

    private static final String PATH = "/api/v1/webhooks";

    @Inject
    Pool pool;

    @Inject
    EventOutbox outbox;

    private final Receiver receiver = new Receiver();
    private final UUID tenant = UUID.randomUUID();

    @AfterEach
    void clean() {
        MovableClock.reset();
        admin().get(PATH).jsonPath().<String>getList("id").forEach(id -> admin().delete(PATH + "/" + id));
        receiver.close();
    }

    @Test
    void aSecretIsShownOnceAndEveryChangeIsAudited() {
        // When
        Response made = register("tenant.*");
        String id = made.path("id");

        // Then
        made.then().statusCode(201).header("Location", endsWith(PATH + "/" + id));
        made.then().body("secret", startsWith("whsec_")).body("enabled", equalTo(true));
        admin().get(PATH + "/" + id).then().body("$", not(hasKey("secret")));
        admin().get(PATH).then().body("id", contains(id)).body("[0]", not(hasKey("secret")));

        // When
        change(id, Map.of("events", List.of("user.deleted"), "description", "billing"))
                .then()
                .statusCode(200)
                .body("events", contains("user.deleted"))
                .body("description", equalTo("billing"))
                .body("url", equalTo(receiver.url()));
        change(id, Map.of("enabled", false)).then().body("enabled", equalTo(false));
        admin().post(PATH + "/" + id + "/rotate-secret").then().statusCode(200);
        admin().delete(PATH + "/" + id).then().statusCode(204);

        // Then
        admin().get(PATH + "/" + id).then().statusCode(404);
        for (String action : List.of("created", "changed", "secret_rotated", "deleted")) {
            assertThat(Audit.line("action=webhook." + action).get("detail").toString())
                    .as(action)
                    .contains(id);
        }
    }

    @Test
    void onlyPlatformAdminsMayDoAnything() {
        String id = register("*").path("id");

        for (RequestSpecification caller : List.of(Api.service(), Api.as(Tokens.user(UUID.randomUUID())))) {
            caller.get(PATH).then().statusCode(403);
        }
        Api.service().get(PATH + "/" + id + "/deliveries").then().statusCode(403);
        Api.service().post(PATH + "/" + id + "/test").then().statusCode(403);
        Api.service().delete(PATH + "/" + id).then().statusCode(403);
    }

    @Test
    void whatIsWrongIsSaid() {
        register(receiver.url(), "tenant.vanished").then().statusCode(400).body("detail", startsWith("events takes"));
        register(receiver.url(), "nobody.*").then().statusCode(400);
        register("http://user@127.0.0.1/", "*")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:tenant-deletion:problem:webhook-address-refused"));
        register("http://name.invalid/", "*")
                .then()
                .statusCode(400)
                .body("detail", startsWith("The address has a name"));
        admin().get(PATH + "/" + UUID.randomUUID()).then().statusCode(404);
        admin().get(PATH + "/1").then().statusCode(400);
        admin().get(PATH + "/" + UUID.randomUUID() + "/deliveries").then().statusCode(404);
    }

    @Test
    void thereAreOnlySoMany() {
        for (int one = 0; one < 6; one++) {
            register("*").then().statusCode(201);
        }

        register("*").then().statusCode(409).body("type", equalTo("urn:tenant-deletion:problem:too-many-webhooks"));
    }

    @Test
    void eventsArriveInOrderSignedAndAsCloudEvents() {
        // Given
        Response made = register("tenant.*");

        // When
        List<Event> events = List.of(
                event("tenant.deletion_requested"),
                event("user.deleted"),
                event("mail.deletion_due_soon"),
                event("tenant.deleted"));
        tell(events);

        // Then
        Awaitility.await().until(() -> receiver.messages().size() == 2);
        List<Message> got = receiver.messages();
        assertThat(got)
                .extracting(Message::id)
                .containsExactly(
                        events.get(0).id().toString(), events.get(3).id().toString());
        assertThat(isSigned(got.get(1), made.path("secret"))).isTrue();
        assertThat(isSigned(got.get(1), Signatures.newSecret())).isFalse();
        assertThat(new JsonObject(got.get(1).body())).isEqualTo(events.get(3).toCloudEvent());
        String deliveries = PATH + "/" + made.path("id") + "/deliveries";
        Awaitility.await()
                .until(() -> admin().get(deliveries + "?status=delivered")
                        .path("total")
                        .equals(2));
        admin().get(deliveries)
                .then()
                .body("items.type", contains("tenant.deleted", "tenant.deletion_requested"))
                .body("items[0].id", equalTo(events.get(3).id().toString()))
                .body("items[0].response_code", equalTo(204))
                .body("items[0].attempts", equalTo(1))
                .body("items[0].next_attempt_at", nullValue());
        admin().get(deliveries + "?status=odd").then().statusCode(400);
    }

    @Test
    void whatIsNotTakenIsSentAgainUnderItsIdAndKeepsTheOrder() {
        // Given
        receiver.answers(500, 302, 429);
        String id = register("tenant.*").path("id");

        // When
        List<Event> events = List.of(event("tenant.deletion_requested"), event("tenant.deleted"));
        tell(events);

        // Then
        Awaitility.await().until(() -> receiver.messages().size() == 5);
        String first = events.get(0).id().toString();
        assertThat(receiver.messages())
                .extracting(Message::id)
                .containsExactly(first, first, first, first, events.get(1).id().toString());
        Awaitility.await().until(() -> admin().get(PATH + "/" + id).path("failing_since") == null);
    }

    @Test
    void bothSecretsSignForAWhileAfterARotation() {
        // Given
        Response made = register("*");
        String id = made.path("id");
        Response rotated = admin().post(PATH + "/" + id + "/rotate-secret");

        // When
        admin().post(PATH + "/" + id + "/test").then().statusCode(200);

        // Then
        assertThat(rotated.<String>path("secret")).isNotEqualTo(made.path("secret"));
        assertThat(isSigned(receiver.messages().get(0), made.path("secret"))).isTrue();
        assertThat(isSigned(receiver.messages().get(0), rotated.path("secret"))).isTrue();

        // When
        MovableClock.pass(Duration.ofHours(25));
        String header = admin().post(PATH + "/" + id + "/test").path("headers.'webhook-signature'");

        // Then
        assertThat(header).startsWith("v1,").doesNotContain(" ");
    }

    @Test
    void aTestTellsWhatCameOfItBeTheWebhookEnabledOrNot() {
        // Given
        receiver.answers(204, 500);
        String id = register("*").path("id");
        change(id, Map.of("enabled", false));

        // When, then
        admin().post(PATH + "/" + id + "/test")
                .then()
                .statusCode(200)
                .body("delivered", equalTo(true))
                .body("response_code", equalTo(204))
                .body("reason", nullValue());
        admin().post(PATH + "/" + id + "/test")
                .then()
                .body("delivered", equalTo(false))
                .body("reason", equalTo("status 500"));
        assertThat(receiver.messages().get(0).body()).contains("webhook.test");
    }

    @Test
    void aReceiverThatIsGoneIsDisabledAtOnceAndSaysSo() {
        // Given
        receiver.always(410);
        String id = register("*").path("id");

        // When
        tell(List.of(event("tenant.deleted")));

        // Then
        Awaitility.await()
                .until(() -> admin().get(PATH + "/" + id).path("enabled").equals(false));
        admin().get(PATH + "/" + id).then().body("disabled_reason", equalTo("gone"));
        admin().get(PATH + "/" + id + "/deliveries?status=dead")
                .then()
                .body("items[0].reason", equalTo("gone: status 410"));
        assertThat(Audit.lines("action=webhook.disabled").<Map<String, Object>>getList("items.detail"))
                .contains(Map.of("reason", "gone", "webhook_id", id));
        assertThat(metric("tenant_deletion_webhooks_disabled_total{reason=\"gone\""))
                .isPositive();
    }

    @Test
    void aReceiverThatTakesNothingForThreeDaysIsDisabledAndGoesOnWhenItIsEnabledAgain() {
        // Given
        receiver.always(503);
        String id = register("*").path("id");
        Event event = event("tenant.deleted");
        tell(List.of(event));
        Awaitility.await().until(() -> admin().get(PATH + "/" + id).path("failing_since") != null);
        admin().get(PATH + "/" + id).then().body("enabled", equalTo(true)).body("last_error", equalTo("status 503"));

        // When
        MovableClock.pass(Duration.ofDays(3));

        // Then
        Awaitility.await()
                .until(() -> admin().get(PATH + "/" + id).path("enabled").equals(false));
        admin().get(PATH + "/" + id)
                .then()
                .body("disabled_reason", equalTo("failing"))
                .body("disabled_at", not(nullValue()));
        Awaitility.await().until(() -> metric("tenant_deletion_webhooks{state=\"disabled_by_itself\"") == 1);

        // When
        receiver.always(204);
        change(id, Map.of("enabled", true))
                .then()
                .body("disabled_reason", nullValue())
                .body("failing_since", nullValue());

        // Then
        Awaitility.await()
                .until(() -> admin().get(PATH + "/" + id + "/deliveries?status=delivered")
                        .path("total")
                        .equals(1));
    }

    @Test
    void anEventIsSentAgainWhenSomebodyAsks() {
        // Given
        String id = register("*").path("id");
        Event event = event("tenant.deleted");
        tell(List.of(event));
        Awaitility.await()
                .until(() -> admin().get(PATH + "/" + id + "/deliveries?status=delivered")
                        .path("total")
                        .equals(1));

        // When
        admin().post(PATH + "/" + id + "/deliveries/" + event.id() + "/redeliver")
                .then()
                .statusCode(204);
        admin().post(PATH + "/" + id + "/deliveries/" + UUID.randomUUID() + "/redeliver")
                .then()
                .statusCode(404);

        // Then
        Awaitility.await().until(() -> receiver.messages().size() == 2);
        assertThat(receiver.messages())
                .extracting(Message::id)
                .containsOnly(event.id().toString());
    }

    @Test
    void whatWaitsForARemovedWebhookIsForgotten() {
        // Given
        receiver.always(503);
        String id = register("*").path("id");
        tell(List.of(event("tenant.deleted")));
        Awaitility.await().until(() -> !receiver.messages().isEmpty());

        // When
        admin().delete(PATH + "/" + id).then().statusCode(204);

        // Then
        assertThat(TestDatabase.query(
                        "select count(*) from orchestrator.delivery_lane where sink = 'webhook:" + id + "'"))
                .containsExactly("0");
    }

    private Event event(String type) {
        JsonObject data = JsonObject.of("tenant_id", tenant.toString(), "total_items_deleted", 7);
        return new Event(
                UUID.randomUUID(), type, "/orchestrator", tenant, Instant.parse("2026-01-31T12:34:56.789Z"), data);
    }

    private void tell(List<Event> events) {
        pool.withTransaction(connection -> outbox.append(connection, events))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private Response register(String events) {
        return register(receiver.url(), events);
    }

    private static Response register(String url, String events) {
        return admin().contentType(ContentType.JSON)
                .body(Map.of("url", url, "events", List.of(events)))
                .post(PATH);
    }

    private static Response change(String id, Map<String, ?> change) {
        return admin().contentType(ContentType.JSON).body(change).patch(PATH + "/" + id);
    }

    private static RequestSpecification admin() {
        return Api.as(Tokens.platformAdmin());
    }

    private static boolean isSigned(Message message, String secret) {
        try {
            new com.standardwebhooks.Webhook(secret).verify(message.body(), message.headers());
            return true;
        } catch (WebhookVerificationException wrong) {
            return false;
        } catch (EmptyWebhookSecretException none) {
            throw new IllegalArgumentException(none);
        }
    }

    private static double metric(String start) {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
