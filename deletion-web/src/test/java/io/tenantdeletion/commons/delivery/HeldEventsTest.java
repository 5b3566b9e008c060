package io.tenantdeletion.commons.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events that wait for what another outbox tells of their subject before them. */
class HeldEventsTest extends AbstractDeliveryTest {

    private final UUID subject = UUID.randomUUID();

    @Test
    void comeBehindWhatWasToldWhileTheyWereHeld() {
        engine(broker);
        Event last = held(3);
        held(4);
        database.append(OutboxDatabase.event(subject, 1), OutboxDatabase.event(subject, 2));
        await().until(() -> broker.got().size() == 2);

        letGo(last);

        await().until(() -> broker.got().size() == 4);
        assertThat(broker.numbers(subject)).containsExactly(1, 2, 3, 4);
        untilNothingWaits();
    }

    @Test
    void keepTheOrderWhereTheSinkIsAway() {
        broker.isAway();
        DeliveryEngine engine = engine(broker);
        Event last = held(2);
        database.append(OutboxDatabase.event(subject, 1));
        letGo(last);
        await().until(() -> database.count("delivery") == 2 && engine.failing().contains("broker"));

        broker.isBack();

        await().until(() -> broker.got().size() == 2);
        assertThat(broker.numbers(subject)).containsExactly(1, 2);
    }

    @Test
    void goByThemselvesAfterAWhileAndOnceWithTwoReplicas() {
        TestConfig impatient = TestConfig.QUICK.holding(Duration.ofMillis(300));
        database.engine(impatient, meters, broker);
        database.engine(impatient, new SimpleMeterRegistry(), broker);
        List<UUID> others = Stream.generate(UUID::randomUUID).limit(20).toList();
        others.forEach(other -> held(other, 2));
        others.forEach(other -> database.append(OutboxDatabase.event(other, 1)));

        await().atMost(OutboxDatabase.TIMEOUT).until(() -> broker.got().size() == 40);
        untilNothingWaits();
        assertThat(broker.got()).hasSize(40);
        others.forEach(other -> assertThat(broker.numbers(other)).containsExactly(1, 2));
    }

    @Test
    void areLetGoOnce() {
        engine(broker);
        Event last = held(1);

        letGo(last);
        database.append(OutboxDatabase.event(subject, 2));
        letGo(last);

        await().until(() -> broker.got().size() == 2);
        assertThat(broker.numbers(subject)).containsExactly(1, 2);
        untilNothingWaits();
    }

    private Event held(int number) {
        return held(subject, number);
    }

    /** One that its own transaction holds, as a trigger does. */
    private static Event held(UUID subject, int number) {
        Event event = OutboxDatabase.event(subject, number);
        database.pool()
                .withTransaction(connection -> database.outbox()
                        .append(connection, List.of(event))
                        .chain(() -> connection
                                .query("update orchestrator.outbox set held_since = clock_timestamp() where id = '"
                                        + event.id() + "'")
                                .execute()))
                .await()
                .atMost(OutboxDatabase.TIMEOUT);
        return event;
    }

    private static void letGo(Event event) {
        database.pool()
                .withTransaction(connection -> database.outbox().letGo(connection, event.id()))
                .await()
                .atMost(OutboxDatabase.TIMEOUT);
    }
}
