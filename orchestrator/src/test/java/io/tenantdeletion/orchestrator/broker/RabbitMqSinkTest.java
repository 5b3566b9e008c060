package io.tenantdeletion.orchestrator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.GetResponse;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.broker.RabbitMqSession;
import io.tenantdeletion.commons.delivery.DeliveryResult;
import io.tenantdeletion.commons.delivery.DeliveryResult.Kind;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.test.BrokerRelay;
import io.tenantdeletion.commons.test.TestBroker;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RabbitMqSinkTest {

    private static TestBroker broker;

    private TestQueue queue;
    private RabbitMqSink sink;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void connect() {
        queue = TestQueue.bound(broker, Map.of());
        sink = TestSinks.of(broker.url());
    }

    @AfterEach
    void disconnect() {
        sink.close();
        queue.close();
    }

    @Test
    void anEventIsAPersistentMessageThatNamesItself() {
        // Given
        Event event = TestSinks.event(UUID.randomUUID(), 1);

        // When
        List<DeliveryResult> results = TestSinks.deliver(sink, List.of(event));

        // Then
        assertThat(results).extracting(DeliveryResult::kind).containsExactly(Kind.DELIVERED);
        GetResponse message = queue.next();
        assertThat(message.getEnvelope().getExchange()).isEqualTo("tenant.events");
        assertThat(message.getEnvelope().getRoutingKey()).isEqualTo("tenant.deleted");
        assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
        assertThat(message.getProps().getMessageId()).isEqualTo(event.id().toString());
        assertThat(message.getProps().getContentType()).isEqualTo("application/cloudevents+json");
        assertThat(message.getProps().getHeaders().get("traceparent")).hasToString(TestSinks.TRACE);
        assertThat(new JsonObject(new String(message.getBody()))).isEqualTo(event.toCloudEvent());
    }

    @Test
    @Tag("long")
    void tenThousandEventsTakeLessThanTwentySecondsAndKeepTheOrderOfEachSubject() {
        // Given
        List<Event> events = TestSinks.events(2_000, 5);

        // When
        long begin = System.nanoTime();
        TestSinks.deliverAll(sink, events);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(queue.drain()).isEqualTo(TestSinks.idsBySubject(events));
    }

    @Test
    @Tag("long")
    void nothingIsLostWhileTheBrokerIsKilledAndComesBack() {
        // Given
        assumeTrue(broker.isRabbitMq(), "the embedded broker cannot be killed");
        List<Event> events = TestSinks.events(2_000, 5);
        TestSinks.Delivery delivery = TestSinks.deliverInBackground(sink, events);
        await().until(() -> delivery.delivered() > 1_000);

        // When
        broker.kill();
        await().until(() -> delivery.failures() > 0);
        broker.restart();
        delivery.join();

        // Then
        queue.close();
        queue = TestQueue.again(broker, queue.name());
        assertThat(queue.drain()).isEqualTo(TestSinks.idsBySubject(events));
    }

    @Test
    void aMessageWhoseConfirmationIsCutOffIsSentAgainUnderTheSameId() {
        // Given
        try (BrokerRelay relay = BrokerRelay.before(broker)) {
            RabbitMqSink behind = TestSinks.of(relay.url());
            List<Event> events = TestSinks.events(1, 3);
            TestSinks.deliver(behind, events.subList(0, 1));

            // When
            relay.muteBroker();
            TestSinks.Delivery delivery = TestSinks.deliverInBackground(behind, events.subList(1, 3));
            await().until(() -> queue.size() == 2);
            relay.disconnect();
            await().until(() -> delivery.failures() > 0);
            relay.reconnect();
            delivery.join();

            // Then
            List<String> received = queue.drainInOrder();
            List<String> ids =
                    events.stream().map(event -> event.id().toString()).toList();
            assertThat(received)
                    .hasSizeGreaterThan(3)
                    .startsWith(ids.get(0), ids.get(1))
                    .endsWith(ids.get(2));
            assertThat(received.stream().distinct()).containsExactlyElementsOf(ids);
            behind.close();
        }
    }

    @Test
    void aMessageThatTheBrokerRefusesIsTriedAgainAndWhatFollowsOfItsSubjectWaits() {
        // Given
        assumeTrue(broker.isRabbitMq(), "the embedded broker has no queue that refuses");
        try (TestQueue full = TestQueue.bound(broker, Map.of("x-max-length", 1, "x-overflow", "reject-publish"))) {
            List<Event> events = TestSinks.events(1, 4);
            TestSinks.deliver(sink, events.subList(0, 1));
            await().until(() -> full.size() == 1);

            // When
            List<DeliveryResult> results = TestSinks.deliver(sink, events.subList(1, 4));

            // Then
            assertThat(results).extracting(DeliveryResult::kind).containsOnly(Kind.RETRY);
            assertThat(queue.drainInOrder())
                    .containsExactly(
                            events.get(0).id().toString(), events.get(1).id().toString());
        }
    }

    @Test
    void aBrokerThatIsNotThereIsAway() {
        // Given
        RabbitMqSink nowhere = TestSinks.of(TestSinks.nobody());

        // Then
        assertThatThrownBy(() -> TestSinks.deliver(nowhere, TestSinks.events(1, 1)))
                .hasRootCauseInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void whatTheOrchestratorTellsItselfStaysThere() {
        Event event = TestSinks.event(UUID.randomUUID(), 1);
        Event reminder = new Event(
                event.id(), "mail.deletion_due_soon", event.source(), event.subject(), event.time(), event.data());

        assertThat(sink.wants(event)).isTrue();
        assertThat(sink.wants(reminder)).isFalse();
    }

    @Test
    void withoutAConfiguredBrokerThereIsNoSink() {
        assertThat(TestSinks.withoutBroker().sinks().await().indefinitely()).isEmpty();
    }

    @Test
    void aBrokerThatIsThereAndDoesNotAnswerIsNotWaitedForLongerThanForAConfirmation() {
        // Given
        try (BrokerRelay relay = BrokerRelay.before(broker);
                RabbitMqSession session = TestSinks.connections(
                                Map.of("url", relay.url().toString(), "confirm-timeout", "1s", "heartbeat", "60s"))
                        .open("test")
                        .await()
                        .atMost(Duration.ofSeconds(30))) {
            relay.muteBroker();

            // When
            Uni<?> call = session.call(channel -> channel.queueDeclare());

            // Then
            assertThatThrownBy(() -> call.await().atMost(Duration.ofSeconds(30)))
                    .hasRootCauseInstanceOf(TimeoutException.class)
                    .hasStackTraceContaining("Continuation");
        }
    }
}
