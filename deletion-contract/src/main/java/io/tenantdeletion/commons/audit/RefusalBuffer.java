package io.tenantdeletion.commons.audit;

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

/**
 * Remembers refusals until they are written down, up to a limit. Taking one never waits and never fails; what finds no
 * room is counted, and the count is written down instead. A batch that could not be written is offered again, with the
 * same event ids, until it is taken.
 */
public final class RefusalBuffer {

    /** The action of the line that tells how many refusals found no room. */
    public static final String OVERFLOWN = "refusals.dropped";

    private final BlockingQueue<AuditEvent> waiting;
    private final Function<List<AuditEvent>, Uni<Void>> sink;
    private final String actor;
    private final Clock clock;
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private List<AuditEvent> batch = List.of(); // touched by whoever holds flushing only

    /**
     * @param capacity how many are remembered at once
     * @param actor who says that some found no room
     * @param sink writes at most {@link AuditEvents#MAX} down; may fail
     */
    public RefusalBuffer(int capacity, String actor, Function<List<AuditEvent>, Uni<Void>> sink, Clock clock) {
        this.actor = actor;
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
     * @return nothing where another flush is under way; fails where a batch could not be written
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

    /** Gives the batch that could not be written up: it is counted as lost. */
    void giveUp() {
        if (flushing.compareAndSet(false, true)) {
            lost.addAndGet(batch.size());
            batch = List.of();
            flushing.set(false);
        }
    }

    private Uni<Boolean> writeNext() {
        if (batch.isEmpty()) {
            batch = take();
        }
        return batch.isEmpty()
                ? Uni.createFrom().item(false)
                : sink.apply(batch).invoke(() -> batch = List.of()).replaceWith(true);
    }

    private List<AuditEvent> take() {
        List<AuditEvent> next = new ArrayList<>();
        long count = lost.getAndSet(0);
        if (count > 0) {
            next.add(overflow(count));
        }
        waiting.drainTo(next, AuditEvents.MAX - next.size());
        return next;
    }

    private AuditEvent overflow(long count) {
        return new AuditEvent(
                UUID.randomUUID(),
                clock.instant(),
                actor,
                null,
                OVERFLOWN,
                null,
                null,
                AuditEvent.FAILED,
                null,
                Map.of("count", count));
    }
}
