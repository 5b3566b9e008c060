package io.tenantdeletion.commons.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events on a real PostgreSQL: none lost, none before its time, in order, whoever delivers. */
class DeliveryEngineTest {

    private static OutboxDatabase database;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RecordingSink broker = new RecordingSink("broker");

    @BeforeAll
    static void start() {
        database = new OutboxDatabase();
        Uni.createFrom().voidItem().await().indefinitely();
    }

    @AfterEach
    void clear() {
        database.clear();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void deliversWhatWasCommittedSoon() {
        engine(broker);
        Event event = OutboxDatabase.event(UUID.randomUUID(), 1);
        Instant before = Instant.now();

        database.append(event);

        await().pollInterval(Duration.ofMillis(5)).until(() -> broker.got().size() == 1);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(broker.got().get(0))
                .usingRecursiveComparison()
                .ignoringFields("time")
                .isEqualTo(event);
        untilNothingWaits();
        assertThat(database.query("select status from orchestrator.delivery")).containsExactly("delivered");
        assertThat(database.count("delivery_lane")).isZero();
        assertThat(meters.get("delivery.events.delivered")
                        .tag("sink", "broker")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void neverDeliversWhatWasRolledBack() {
        engine(broker);
        UUID subject = UUID.randomUUID();

        database.pool()
                .withTransaction(connection -> database.outbox()
                        .append(connection, List.of(OutboxDatabase.event(subject, 1)))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("something else failed"))))
                .onFailure(IllegalStateException.class)
                .recoverWithNull()
                .await()
                .atMost(OutboxDatabase.TIMEOUT);
        database.append(OutboxDatabase.event(subject, 2));

        await().until(() -> broker.got().size() == 1);
        assertThat(broker.numbers(subject)).containsExactly(2);
    }

    @Test
    void deliversInTheOrderOfCommitsNotOfWriting() throws SQLException {
        engine(broker);
        UUID subject = UUID.randomUUID();
        try (Connection early = database.connect()) {
            early.setAutoCommit(false);
            insert(early, subject, 1);
            CompletableFuture<Void> later =
                    CompletableFuture.runAsync(() -> database.append(OutboxDatabase.event(subject, 2)));
            database.append(OutboxDatabase.event(UUID.randomUUID(), 0));
            await().until(() -> broker.got().size() == 1);
            assertThat(later).isNotDone();

            early.commit();
            later.join();
        }

        await().until(() -> broker.got().size() == 3);
        assertThat(broker.numbers(subject)).containsExactly(1, 2);
    }

    @Test
    void keepsTheOrderOfManyWritersAndDeliversOnceWithTwoReplicas() {
        engine(broker);
        database.engine(TestConfig.QUICK, new SimpleMeterRegistry(), broker);
        List<UUID> subjects =
                IntStream.range(0, 8).mapToObj(n -> UUID.randomUUID()).toList();
        List<CompletableFuture<Void>> writers = new ArrayList<>();

        for (int writer = 0; writer < 8; writer++) {
            writers.add(CompletableFuture.runAsync(() -> IntStream.range(0, 50)
                    .forEach(number -> database.append(subjects.stream()
                            .map(subject -> OutboxDatabase.event(subject, number))
                            .toArray(Event[]::new)))));
        }
        writers.forEach(CompletableFuture::join);

        await().atMost(OutboxDatabase.TIMEOUT)
                .until(() -> database.count("delivery where status = 'delivered'") == 3200);
        assertThat(broker.got()).hasSize(3200);
        for (UUID subject : subjects) {
            List<String> committed = database.query(
                    "select id from orchestrator.outbox where subject = '" + subject + "' order by position");
            assertThat(broker.got().stream().filter(event -> event.subject().equals(subject)))
                    .extracting(event -> event.id().toString())
                    .isEqualTo(committed);
        }
    }

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

        assertThat(database.deliveries().replayDead("broker", bad.id()).await().atMost(OutboxDatabase.TIMEOUT))
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
        assertThat(database.deliveries().replayDead("broker").await().atMost(OutboxDatabase.TIMEOUT))
                .isEqualTo(1);
    }

    @Test
    void aReplicaThatDiesBetweenDeliveryAndMarkIsReplacedWhenItsLeaseEnds() {
        Event event = OutboxDatabase.event(UUID.randomUUID(), 1);
        database.append(event);
        database.store().fanOut(List.of(broker)).await().atMost(OutboxDatabase.TIMEOUT);
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
        store.fanOut(List.of(broker)).await().atMost(OutboxDatabase.TIMEOUT);
        Claim late = claim(store, Duration.ofMillis(1));
        await().until(() -> !claim(store, Duration.ofMinutes(1)).isEmpty());

        store.mark(late, Marks.none(null), true).await().atMost(OutboxDatabase.TIMEOUT);

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
    void whatComesWhileALaneIsDeliveredIsNotForgotten() {
        UUID subject = UUID.randomUUID();
        broker.begins(events -> {
            if (broker.got().isEmpty()) {
                database.execute("insert into orchestrator.outbox (id, type, source, subject, time, data)"
                        + " values (gen_random_uuid(), 'tenant.deleted', 'test', '" + subject
                        + "', now(), '{\"n\": 2}')");
                return database.store().fanOut(List.of(broker)).replaceWithVoid();
            }
            return Uni.createFrom().voidItem();
        });
        engine(broker);
        database.append(OutboxDatabase.event(subject, 1));

        await().until(() -> broker.got().size() == 2);
        assertThat(broker.numbers(subject)).containsExactly(1, 2);
        untilNothingWaits();
    }

    @Test
    void deliversTenThousandThatWaited() {
        broker.isAway();
        engine(broker);
        database.fill(10);
        await().atMost(OutboxDatabase.TIMEOUT).until(() -> database.count("delivery") == 10_000);

        broker.isBack();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> database.count("delivery where status = 'delivered'") == 10_000);
        Set<UUID> ids = new HashSet<>();
        broker.got().forEach(event -> ids.add(event.id()));
        assertThat(ids).hasSize(10_000);
        assertThat(broker.got()).hasSize(10_000);
        assertThat(database.count("delivery_lane")).isZero();
    }

    @Test
    void isToldOnceHoweverOftenItIsWritten() {
        engine(broker);
        UUID subject = UUID.randomUUID();
        Event event = OutboxDatabase.event(subject, 1);

        database.append(event);
        database.append(event);
        database.append(OutboxDatabase.event(subject, 2));

        await().until(() -> broker.got().size() == 2);
        assertThat(broker.numbers(subject)).containsExactly(1, 2);
    }

    @Test
    void removesWhatEverybodyHasHadForLong() {
        broker.answers(event ->
                event.data().getInteger("n") == 1 ? DeliveryResult.refused("never") : DeliveryResult.delivered());
        engine(broker);
        Event dead = OutboxDatabase.event(UUID.randomUUID(), 1);
        Event fresh = OutboxDatabase.event(UUID.randomUUID(), 4);
        database.append(
                dead, OutboxDatabase.event(UUID.randomUUID(), 2), OutboxDatabase.event(UUID.randomUUID(), 3), fresh);
        untilNothingWaits();
        database.execute("update orchestrator.outbox set fanned_out_at = now() - interval '31 days' where id <> '"
                + fresh.id() + "'");

        database.store().removeOlderThan(TestConfig.QUICK.keep()).await().atMost(OutboxDatabase.TIMEOUT);

        assertThat(database.query("select id from orchestrator.outbox"))
                .containsExactlyInAnyOrder(dead.id().toString(), fresh.id().toString());
        assertThat(database.count("delivery")).isEqualTo(2);
    }

    private static Claim claim(DeliveryStore store, Duration lease) {
        return store.claim("broker", 10, lease).await().atMost(OutboxDatabase.TIMEOUT);
    }

    private static List<Delivery> dead(String sink) {
        return database.deliveries().dead(sink, 10, 0).await().atMost(OutboxDatabase.TIMEOUT);
    }

    private static void untilNothingWaits() {
        await().atMost(OutboxDatabase.TIMEOUT)
                .until(() -> database.count("delivery") > 0
                        && database.count("outbox where fanned_out_at is null") == 0
                        && database.count("delivery where status = 'pending'") == 0
                        && database.count("delivery_lane") == 0);
    }

    private static void insert(Connection connection, UUID subject, int number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into orchestrator.outbox (id, type, source, subject, time, data)"
                    + " values (gen_random_uuid(), 'tenant.deleted', 'test', '" + subject + "', now(), '{\"n\": "
                    + number + "}')");
        }
    }

    private DeliveryEngine engine(Sink... sinks) {
        return database.engine(TestConfig.QUICK, meters, sinks);
    }
}
