package io.tenantdeletion.orchestrator.broker;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.broker.RabbitMqConfig;
import io.tenantdeletion.commons.broker.RabbitMqConnections;
import io.tenantdeletion.commons.delivery.DeliveryResult;
import io.tenantdeletion.commons.delivery.DeliveryResult.Kind;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.embedded.Loopback;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sinks as they are configured, events for them, and what the delivery engine does with both. */
final class TestSinks {

    /** Of the first event of a batch. */
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private TestSinks() {}

    static RabbitMqSink of(URI url) {
        return new RabbitMqSink(
                connections(Map.of("url", url.toString(), "confirm-timeout", "5s")),
                events -> Uni.createFrom()
                        .item(events.stream().limit(1).collect(Collectors.toMap(Event::id, event -> TRACE))));
    }

    static RabbitMqSinkSource withoutBroker() {
        return new RabbitMqSinkSource(connections(Map.of()), null);
    }

    static RabbitMqConnections connections(Map<String, String> settings) {
        SmallRyeConfigBuilder config =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(RabbitMqConfig.class);
        settings.forEach((key, value) -> config.withDefaultValue("deletion.events.rabbitmq." + key, value));
        return new RabbitMqConnections(config.build().getConfigMapping(RabbitMqConfig.class), null, "test");
    }

    static URI nobody() {
        return URI.create("amqp://" + Loopback.ADDRESS + ":" + Loopback.freePort());
    }

    static Event event(UUID subject, int number) {
        return new Event(
                UUID.randomUUID(),
                "tenant.deleted",
                "orchestrator",
                subject,
                Instant.now(),
                new JsonObject().put("tenant_id", subject.toString()).put("number", number));
    }

    /** So many of each subject, in the order in which they happen. */
    static List<Event> events(int subjects, int ofEach) {
        List<UUID> ids =
                IntStream.range(0, subjects).mapToObj(i -> UUID.randomUUID()).toList();
        return IntStream.range(0, ofEach)
                .boxed()
                .flatMap(number -> ids.stream().map(subject -> event(subject, number)))
                .toList();
    }

    static Map<String, Set<String>> idsBySubject(List<Event> events) {
        Map<String, Set<String>> ids = new LinkedHashMap<>();
        events.forEach(event -> ids.computeIfAbsent(event.subject().toString(), key -> new LinkedHashSet<>())
                .add(event.id().toString()));
        return ids;
    }

    static List<DeliveryResult> deliver(RabbitMqSink sink, List<Event> events) {
        return sink.deliver(events).await().atMost(PATIENCE);
    }

    static void deliverAll(RabbitMqSink sink, List<Event> events) {
        new Delivery(sink, events).run();
    }

    static Delivery deliverInBackground(RabbitMqSink sink, List<Event> events) {
        Delivery delivery = new Delivery(sink, events);
        delivery.done = CompletableFuture.runAsync(delivery);
        return delivery;
    }

    /** Delivers batch by batch until nothing is left; a sink that is away is tried again. */
    static final class Delivery implements Runnable {

        private final RabbitMqSink sink;
        private final List<Event> pending;
        private final AtomicInteger delivered = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private CompletableFuture<Void> done;

        private Delivery(RabbitMqSink sink, List<Event> events) {
            this.sink = sink;
            this.pending = new ArrayList<>(events);
        }

        int delivered() {
            return delivered.get();
        }

        int failures() {
            return failures.get();
        }

        void join() {
            done.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }

        @Override
        public void run() {
            while (!pending.isEmpty()) {
                List<Event> batch = List.copyOf(pending.subList(0, Math.min(sink.batchSize(), pending.size())));
                try {
                    remove(batch, deliver(sink, batch));
                } catch (RuntimeException away) {
                    failures.incrementAndGet();
                    // The engine, too, lets time pass before it tries again.
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }

        private void remove(List<Event> batch, List<DeliveryResult> results) {
            for (int i = 0; i < batch.size(); i++) {
                if (results.get(i).kind() == Kind.DELIVERED) {
                    pending.remove(batch.get(i));
                    delivered.incrementAndGet();
                }
            }
        }
    }
}
