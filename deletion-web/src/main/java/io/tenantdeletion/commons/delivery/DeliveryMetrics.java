package io.tenantdeletion.commons.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted of deliveries, by sink; there at zero from when a sink is known. */
final class DeliveryMetrics {

    private static final String SINK = "sink";

    private final MeterRegistry meters;
    private final Map<String, Instant> oldest = new ConcurrentHashMap<>();

    DeliveryMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void register(String sink) {
        Gauge.builder("delivery.oldest.undelivered.age", () -> age(sink))
                .description("How long ago the oldest event happened that a sink has not got and can still get")
                .baseUnit("seconds")
                .tag(SINK, sink)
                .register(meters);
        delivered(sink, 0);
        failed(sink, 0);
        dead(sink, 0);
    }

    /** @param happened null where nothing waits */
    void oldest(String sink, Instant happened) {
        if (happened == null) {
            oldest.remove(sink);
        } else {
            oldest.put(sink, happened);
        }
    }

    /** Nothing is old of sinks that are gone. */
    void keepOnly(Collection<String> sinks) {
        oldest.keySet().retainAll(sinks);
    }

    void delivered(String sink, int events) {
        count("delivery.events.delivered", "Events that a sink has got", sink, events);
    }

    void failed(String sink, int attempts) {
        count(
                "delivery.attempts.failed",
                "Attempts in vain: of one event, or with a sink that is away",
                sink,
                attempts);
    }

    void dead(String sink, int events) {
        count(
                "delivery.dead.letters",
                "Events that a sink will not get unless somebody has them sent again",
                sink,
                events);
    }

    private void count(String name, String description, String sink, int times) {
        Counter.builder(name)
                .description(description)
                .tag(SINK, sink)
                .register(meters)
                .increment(times);
    }

    private double age(String sink) {
        Instant happened = oldest.get(sink);
        return happened == null
                ? 0
                : Math.max(0, Duration.between(happened, Instant.now()).toMillis() / 1000.0);
    }
}
