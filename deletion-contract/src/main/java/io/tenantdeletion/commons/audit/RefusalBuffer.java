package io.tenantdeletion.commons.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Remembers refusals until they are written down, up to a limit. Taking one never waits and never fails; what finds no
 * room is counted, and the count is written down instead. A batch that could not be written is offered again, with the
 * same event ids, until it is taken. A batch that is refused for good is offered event by event, and the events that
 * are refused alone are set aside: logged, counted by the metric {@code audit_refusals_set_aside_total}, and counted
 * among those that were dropped.
 */
public final class RefusalBuffer {

    /** The action of the line that tells how many refusals are not written down. */
    public static final String DROPPED = "refusals.dropped";

    private static final Logger LOG = Logger.getLogger(RefusalBuffer.class);

    private final BlockingQueue<AuditEvent> waiting;
    private final Function<List<AuditEvent>, Uni<Void>> sink;
    private final Predicate<Throwable> isFinal;
    private final String actor;
    private final Clock clock;
    private final Counter setAside = Metrics.counter("audit.refusals.set.aside");
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean flushing = new AtomicBoolean();
    // Touched by whoever holds flushing only.
    private List<AuditEvent> batch = List.of();
    private int atOnce;

    /**
     * @param capacity how many are remembered at once
     * @param actor who says that some were dropped
     * @param sink writes at most {@link AuditEvents#MAX} down, all or none; may fail
     * @param isFinal whether the same events would fail in the same way again
     */
    public RefusalBuffer(
            int capacity,
            String actor,
            Function<List<AuditEvent>, Uni<Void>> sink,
            Predicate<Throwable> isFinal,
            Clock clock) {
        this.actor = actor;
        this.isFinal = isFinal;
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.sink = sink;
        this.clock = clock;
    }

    /** Remembers the event, or counts it where there is no room. */
    public void add(AuditEvent event) {
        if (!waiting.offer(event)) {
            lost.incrementAndGet();
        }
    }

    /**
     * Writes down what is remembered, batch by batch.
     *
     * @return nothing where another flush is under way; fails where a batch could not be written for now
     */
    public Uni<Void> flush() {
        return Uni.createFrom().deferred(() -> {
            if (!flushing.compareAndSet(false, true)) {
                return Uni.createFrom().voidItem();
            }
            return Multi.createBy()
                    .repeating()
                    .uni(this::writeNext)
                    .whilst(written -> written)
                    .collect()
                    .last()
                    .replaceWithVoid()
                    .onTermination()
                    .invoke(() -> flushing.set(false));
        });
    }

    /** Whether nothing waits to be written down. */
    public boolean isEmpty() {
        return waiting.isEmpty() && lost.get() == 0 && !flushing.get();
    }

    private Uni<Boolean> writeNext() {
        if (batch.isEmpty()) {
            batch = take();
            atOnce = AuditEvents.MAX;
        }
        if (batch.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        List<AuditEvent> next = batch.subList(0, Math.min(atOnce, batch.size()));
        return sink.apply(next)
                .invoke(() -> batch = batch.subList(next.size(), batch.size()))
                .onFailure(isFinal)
                .recoverWithItem(failure -> refused(next, failure))
                .replaceWith(true);
    }

    private Void refused(List<AuditEvent> events, Throwable failure) {
        atOnce = 1;
        if (events.size() == 1) {
            setAside(events.get(0), failure);
            batch = batch.subList(1, batch.size());
        }
        return null;
    }

    private void setAside(AuditEvent event, Throwable failure) {
        LOG.errorf(
                "The audit log does not take the event %s (%s, by %s); it is set aside: %s",
                event.eventId(), event.action(), event.actor(), failure.getMessage());
        setAside.increment();
        if (!event.action().equals(DROPPED)) {
            lost.incrementAndGet();
        }
    }

    private List<AuditEvent> take() {
        List<AuditEvent> next = new ArrayList<>();
        long count = lost.getAndSet(0);
        if (count > 0) {
            next.add(dropped(count));
        }
        waiting.drainTo(next, AuditEvents.MAX - next.size());
        return next;
    }

    private AuditEvent dropped(long count) {
        return new AuditEvent(
                UUID.randomUUID(),
                clock.instant(),
                actor,
                null,
                DROPPED,
                null,
                null,
                AuditEvent.FAILED,
                null,
                Map.of("count", count));
    }
}
