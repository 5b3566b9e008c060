package io.tenantdeletion.commons.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Takes refusals at once and writes them down a moment later, many in one go. What finds no room is counted, and the
 * count is written down instead. A batch that could not be written is offered again, with the same event ids and with
 * growing pauses, until it is taken. A batch that is refused for good is offered event by event, and the events that
 * are refused alone are set aside: logged, counted by the metric {@code audit_refusals_set_aside_total}, and counted
 * among those that were dropped.
 */
public final class RefusalForwarder {

    /** The action of the line that tells how many refusals are not written down. */
    public static final String DROPPED = "refusals.dropped";

    private static final Logger LOG = Logger.getLogger(RefusalForwarder.class);
    private static final long LAST_WRITE_SECONDS = 5;
    /** Refusals that end by themselves, once a key, a clock or the load is right again. */
    private static final Set<Integer> PASSING = Set.of(401, 408, 429);

    private final AuditTrailConfig config;
    private final String actor;
    private final Function<List<AuditEvent>, Uni<Void>> sink;
    private final Predicate<Throwable> isFinal;
    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private final Counter setAside = Metrics.counter("audit.refusals.set.aside");
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile MultiEmitter<? super AuditEvent> emitter;
    private volatile Context context;
    private volatile Cancellable subscription = () -> {};

    /**
     * One whose sink is a call: an answer 4xx is final, but for those that tell to try again.
     *
     * @param actor who says that some refusals were dropped
     * @param sink writes at most {@link AuditEvents#MAX} down, all or none; may fail
     */
    public RefusalForwarder(
            AuditTrailConfig config, String actor, Function<List<AuditEvent>, Uni<Void>> sink, Vertx vertx) {
        this(config, actor, sink, RefusalForwarder::isFinal, vertx);
    }

    /**
     * The same with a sink whose failures are of another kind.
     *
     * @param isFinal whether the same events would fail in the same way again
     */
    public RefusalForwarder(
            AuditTrailConfig config,
            String actor,
            Function<List<AuditEvent>, Uni<Void>> sink,
            Predicate<Throwable> isFinal,
            Vertx vertx) {
        this.config = config;
        this.actor = actor;
        this.sink = sink;
        this.isFinal = isFinal;
        this.vertx = vertx;
    }

    private static boolean isFinal(Throwable failure) {
        if (!(failure instanceof WebApplicationException answer)) {
            return false;
        }
        int status = answer.getResponse().getStatus();
        return status >= 400 && status < 500 && !PASSING.contains(status);
    }

    /** Takes a refusal, or counts it where there is no room; neither waits nor fails. */
    public void add(AuditEvent refusal) {
        if (waiting.incrementAndGet() > config.bufferSize()) {
            waiting.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        emitter.emit(refusal);
    }

    /** Begins to write; called once, before a refusal comes, and not while a request is served. */
    public void start() {
        context = vertx.getOrCreateContext();
        subscription = Multi.createFrom()
                .<AuditEvent>emitter(refusals -> emitter = refusals, BackPressureStrategy.BUFFER)
                .group()
                .intoLists()
                .of(AuditEvents.MAX, config.flushEvery())
                // As many as wait have room; grouping fails where nobody asks for its next list.
                .onOverflow()
                .bufferUnconditionally()
                .onItem()
                .transformToUniAndConcatenate(this::deliver)
                .onTermination()
                .invoke(() -> ended.complete(null))
                .subscribe()
                .with(written -> {}, failure -> LOG.error("Refusals are not written down any more", failure));
    }

    /** Writes no more by itself. */
    public void stop() {
        subscription.cancel();
    }

    /**
     * Writes the rest down and no more after that. The thread that stops the application waits, for a few seconds at
     * most: afterwards there is no connection any more.
     */
    public void finish() {
        emitter.complete();
        ended.orTimeout(LAST_WRITE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    LOG.warn("The last refusals could not be written down", failure);
                    return null;
                })
                .join();
        stop();
    }

    private Uni<Void> deliver(List<AuditEvent> batch) {
        return write(batch).invoke(() -> waiting.addAndGet(-batch.size())).chain(() -> {
            long count = lost.getAndSet(0);
            return count == 0 ? Uni.createFrom().voidItem() : write(List.of(dropped(count)));
        });
    }

    private Uni<Void> write(List<AuditEvent> events) {
        return Uni.createFrom()
                .deferred(() -> sink.apply(events))
                .runSubscriptionOn(task -> context.runOnContext(nothing -> task.run()))
                .ifNoItem()
                .after(config.flushTimeout())
                .fail()
                .onFailure(isFinal.negate())
                .invoke(failure ->
                        LOG.warnf("Refusals could not be written to the audit log and are kept for now: %s", failure))
                .onFailure(isFinal.negate())
                .retry()
                .withBackOff(config.flushEvery(), config.maxPause())
                .indefinitely()
                .onFailure()
                .recoverWithUni(failure -> events.size() == 1 ? setAside(events.get(0), failure) : oneByOne(events));
    }

    private Uni<Void> oneByOne(List<AuditEvent> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> write(List.of(event)))
                .collect()
                .last();
    }

    private Uni<Void> setAside(AuditEvent event, Throwable failure) {
        LOG.errorf(
                "The audit log does not take the event %s (%s, by %s); it is set aside: %s",
                event.eventId(), event.action(), event.actor(), failure.getMessage());
        setAside.increment();
        if (!event.action().equals(DROPPED)) {
            lost.incrementAndGet();
        }
        return Uni.createFrom().voidItem();
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
