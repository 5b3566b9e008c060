package io.tenantdeletion.commons.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sinks that are away, events that are not taken, replicas that die. */
class DeliveryFailuresTest extends AbstractDeliveryTest {

    @Test
    void aSinkThatIsAwayHoldsUpNoOther() {
        RecordingSink away = new RecordingSink("away").isAway();
        DeliveryEngine engine = engine(broker, away);
        UUID subject = UUID.randomUUID();
        for (int number = 0; number < 20; number++) {
            database.append(OutboxDatabase.event(subject, number));
        }

        await().until(() -> broker.got().size() == 20 && engine.failing().contains("away"));
        await().until(() -> meters.get("delivery.attempts.failed")
                        .tag("sink", "away")
                        .counter()
                        .count()
                > 3);
        assertThat(away.got()).isEmpty();
        assertThat(engine.failing()).containsExactly("away");
        assertThat(database.query("select max(attempts) from orchestrator.delivery where sink = 'away'"))
                .as("nothing counts against events of a sink that is away")
                .containsExactly("0");
        assertThat(meters.get("delivery.oldest.undelivered.age")
                        .tag("sink", "away")
                        .gauge()
                        .value())
                .isPositive();
        assertThat(meters.get("delivery.oldest.undelivered.age")
                        .tag("sink", "broker")
                        .gauge()
                        .value())
                .isZero();

        away.isBack();

        await().until(() -> away.got().size() == 20 && engine.failing().isEmpty());
        assertThat(away.numbers(subject))
                .isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void oneThatIsTriedAgainHoldsUpItsSubjectOnly() {
        UUID held = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        AtomicBoolean ready = new AtomicBoolean();
        broker.answers(event -> event.subject().equals(held) && !ready.get()
                ? DeliveryResult.retry("busy", 503, Duration.ofMillis(7))
                : DeliveryResult.delivered());
        engine(broker);
        database.append(OutboxDatabase.event(held, 1), OutboxDatabase.event(held, 2), OutboxDatabase.event(other, 3));

        await().until(() ->
                broker.numbers(held).size() > 2 && broker.numbers(other).size() == 1);
        assertThat(broker.numbers(held)).containsOnly(1);
        await().until(() -> database.count("delivery where attempts > 1 and reason = 'busy' and response_code = 503"
                        + " and duration_ms = 7 and next_attempt_at is not null")
                == 1);
        ready.set(true);

        untilNothingWaits();
        assertThat(broker.numbers(held)).endsWith(1, 2);
    }

    @Test
    void whatIsRefusedIsADeadLetterUntilItIsReplayed() {
        UUID subject = UUID.randomUUID();
        Event bad = OutboxDatabase.event(subject, 1);
        broker.answers(
                event -> event.id().equals(bad.id()) && broker.numbers(subject).size() < 3
                        ? DeliveryResult.refused("not for me", 400, null)
                        : DeliveryResult.delivered());
        engine(broker);
        database.append(bad, OutboxDatabase.event(subject, 2));

        untilNothingWaits();
        assertThat(broker.numbers(subject)).containsExactly(1, 2);
        Delivery dead = dead("broker").get(0);
        assertThat(dead.eventId()).isEqualTo(bad.id());
        assertThat(dead.reason()).isEqualTo("not for me");
        assertThat(meters.get("delivery.dead.letters")
                        .tag("sink", "broker")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(dead("another")).isEmpty();
        assertThat(dead(null)).hasSize(1);

        assertThat(database.deliveries()
                        .replayDead(database.pool(), "broker", bad.id())
                        .await()
                        .atMost(OutboxDatabase.TIMEOUT))
                .isEqualTo(1);

        await().until(() -> dead("broker").isEmpty() && database.count("delivery where status = 'delivered'") == 2);
        assertThat(broker.numbers(subject)).containsExactly(1, 2, 1);
        assertThat(database.deliveries()
                        .replay("broker", UUID.randomUUID())
                        .await()
                        .atMost(OutboxDatabase.TIMEOUT))
                .isZero();
    }

    @Test
    void givesUpInTheEndAndGoesOnWithWhatFollows() {
        UUID subject = UUID.randomUUID();
        broker.answers(event ->
                event.data().getInteger("n") == 1 ? DeliveryResult.retry("broken") : DeliveryResult.delivered());
        database.engine(TestConfig.QUICK.givingUpAfter(Duration.ofMillis(70)), meters, broker);
        database.append(OutboxDatabase.event(subject, 1), OutboxDatabase.event(subject, 2));

        untilNothingWaits();

        assertThat(broker.numbers(subject)).containsExactly(1, 1, 1, 2);
        assertThat(dead("broker")).extracting(Delivery::reason).containsExactly("given up: broken");
        assertThat(database.deliveries()
                        .replayDead(database.pool(), "broker")
                        .await()
                        .atMost(OutboxDatabase.TIMEOUT))
                .isEqualTo(1);
    }

    @Test
    void aReplicaThatDiesBetweenDeliveryAndMarkIsReplacedWhenItsLeaseEnds() {
        Event event = OutboxDatabase.event(UUID.randomUUID(), 1);
        database.append(event);
        database.store()
                .fanOut(() -> Uni.createFrom().item(List.of(broker)))
                .await()
                .atMost(OutboxDatabase.TIMEOUT);
        Claim dead = database.store()
                .claim("broker", 10, Duration.ofSeconds(1))
                .chain(claim -> broker.deliver(List.of(event)).replaceWith(claim))
                .await()
                .atMost(OutboxDatabase.TIMEOUT);

        engine(broker);

        await().until(() -> broker.got().size() == 2);
        assertThat(broker.got()).extracting(Event::id).containsOnly(event.id());
        untilNothingWaits();
        assertThat(dead.events()).hasSize(1);
    }

    @Test
    void aLateMarkOfALostLeaseGivesNobodysLaneAway() {
        Event event = OutboxDatabase.event(UUID.randomUUID(), 1);
        database.append(event);
        DeliveryStore store = database.store();
        store.fanOut(() -> Uni.createFrom().item(List.of(broker))).await().atMost(OutboxDatabase.TIMEOUT);
        Claim late = claim(store, Duration.ofMillis(1));
        await().until(() -> !claim(store, Duration.ofMinutes(1)).isEmpty());

        store.mark(late, ClaimResult.none(null), true).await().atMost(OutboxDatabase.TIMEOUT);

        assertThat(claim(store, Duration.ofMinutes(1)).isEmpty()).isTrue();
    }

    @Test
    void aSinkThatDoesNotAnswerIsAway() {
        broker.begins(events -> Uni.createFrom().nothing());
        DeliveryEngine engine = database.engine(TestConfig.QUICK.withTimeout(Duration.ofMillis(100)), meters, broker);
        database.append(OutboxDatabase.event(UUID.randomUUID(), 1));

        await().until(() -> engine.failing().contains("broker"));
        broker.isBack();

        await().until(() -> broker.got().size() == 1 && engine.failing().isEmpty());
    }

    @Test
    void aSinkIsForgottenWhileSomebodyMarksItsDeliveries() throws Exception {
        database.append(OutboxDatabase.event(UUID.randomUUID(), 1));
        DeliveryStore store = database.store();
        store.fanOut(() -> Uni.createFrom().item(List.of(broker))).await().atMost(OutboxDatabase.TIMEOUT);
        CompletableFuture<Void> forgotten;
        try (Connection marking = database.connect();
                Statement statement = marking.createStatement()) {
            marking.setAutoCommit(false);
            statement.execute("select from orchestrator.delivery_lane for update");

            forgotten = database.pool()
                    .withTransaction(connection -> database.deliveries().forget(connection, "broker"))
                    .subscribeAsCompletionStage();
            await().until(() ->
                    !database.query("select 1 from pg_locks where not granted").isEmpty());
            statement.execute("update orchestrator.delivery set attempts = 1");
            marking.commit();
        }
        forgotten.get(OutboxDatabase.TIMEOUT.toSeconds(), TimeUnit.SECONDS);

        assertThat(database.count("delivery")).isZero();
        assertThat(database.count("delivery_lane")).isZero();
    }

    private static Claim claim(DeliveryStore store, Duration lease) {
        return store.claim("broker", 10, lease).await().atMost(OutboxDatabase.TIMEOUT);
    }

    private static List<Delivery> dead(String sink) {
        return database.deliveries().dead(sink, 10, 0).await().atMost(OutboxDatabase.TIMEOUT);
    }
}
