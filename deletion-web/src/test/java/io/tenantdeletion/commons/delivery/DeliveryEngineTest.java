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
import org.junit.jupiter.api.Test;

/** Events on a real PostgreSQL: none lost, none before its time, in order, whoever delivers. */
class DeliveryEngineTest extends AbstractDeliveryTest {

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
    void aSinkGetsWhatIsToldAfterItWasAdded() {
        AtomicBoolean added = new AtomicBoolean();
        Event event = OutboxDatabase.event(UUID.randomUUID(), 1);

        // Added, and the event told, when the engine has just asked which sinks there are.
        database.engine(
                TestConfig.QUICK,
                meters,
                () -> added.getAndSet(true)
                        ? Uni.createFrom().item(List.of(broker))
                        : database.pool()
                                .withTransaction(connection -> database.outbox().append(connection, List.of(event)))
                                .replaceWith(List.of()));

        await().until(() -> broker.got().size() == 1);
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
    void whatComesWhileALaneIsDeliveredIsNotForgotten() {
        UUID subject = UUID.randomUUID();
        broker.begins(events -> {
            if (broker.got().isEmpty()) {
                database.execute("insert into orchestrator.outbox (id, type, source, subject, time, data)"
                        + " values (gen_random_uuid(), 'tenant.deleted', 'test', '" + subject
                        + "', now(), '{\"n\": 2}')");
                return database.store()
                        .fanOut(() -> Uni.createFrom().item(List.of(broker)))
                        .replaceWithVoid();
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

    private static void insert(Connection connection, UUID subject, int number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into orchestrator.outbox (id, type, source, subject, time, data)"
                    + " values (gen_random_uuid(), 'tenant.deleted', 'test', '" + subject + "', now(), '{\"n\": "
                    + number + "}')");
        }
    }
}
