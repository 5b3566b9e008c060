package io.tenantdeletion.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.webhook.Receiver.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a receiver gets, and what becomes of one that does not take it. */
@QuarkusTest
@WithTestResource(Notifications.class)
class WebhookDeliveryIT extends WebhookTestBase {

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
        Awaitility.await().until(() -> delivered(id).contains(event.id().toString()));
    }

    @Test
    void anEventIsSentAgainWhenSomebodyAsks() {
        // Given
        String id = register("*").path("id");
        Event event = event("tenant.deleted");
        String unknown = UUID.randomUUID().toString();
        tell(List.of(event));
        Awaitility.await().until(() -> delivered(id).contains(event.id().toString()));

        // When
        admin().post(PATH + "/" + id + "/deliveries/" + event.id() + "/redeliver")
                .then()
                .statusCode(204);
        admin().post(PATH + "/" + id + "/deliveries/" + unknown + "/redeliver")
                .then()
                .statusCode(404);

        // Then
        Awaitility.await()
                .until(() -> receiver.messages().stream()
                                .filter(one -> one.id().equals(event.id().toString()))
                                .count()
                        == 2);
        assertThat(receiver.messages()).extracting(Message::id).doesNotContain(unknown);
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

    private List<String> delivered(String id) {
        return admin().get(PATH + "/" + id + "/deliveries?status=delivered&page_size=100")
                .path("items.event_id");
    }
}
