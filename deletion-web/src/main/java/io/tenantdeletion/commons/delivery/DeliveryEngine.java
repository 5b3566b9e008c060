package io.tenantdeletion.commons.delivery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Looks at the outbox, fans out what is new, and delivers what is due, each sink by itself: one that is slow or away
 * holds up no other. Of every sink one batch at a time is in memory.
 */
public final class DeliveryEngine {

    private static final Logger LOG = Logger.getLogger(DeliveryEngine.class);
    private static final int LEASE_IN_TIMEOUTS = 2;
    private static final Duration REMOVE_EVERY = Duration.ofHours(1);

    private final DeliveryStore store;
    private final Supplier<Uni<List<Sink>>> sinks;
    private final DeliveryConfig config;
    private final DeliveryMetrics metrics;
    private final Backoff backoff;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean troubled = new AtomicBoolean();
    private final Map<String, CompletableFuture<Void>> draining = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile Set<String> failing = Set.of();
    private volatile Runnable timers;

    DeliveryEngine(
            DeliveryStore store, Supplier<Uni<List<Sink>>> sinks, DeliveryConfig config, DeliveryMetrics metrics) {
        this.store = store;
        this.sinks = sinks;
        this.config = config;
        this.metrics = metrics;
        this.backoff = new Backoff(
                config.firstPause(), config.maxPause(), config.giveUpAfter(), ThreadLocalRandom.current()::nextDouble);
    }

    /** Begins to deliver. */
    public void start(Vertx vertx) {
        long poll = vertx.setPeriodic(config.pollEvery().toMillis(), timer -> look());
        long removal = vertx.setPeriodic(1, REMOVE_EVERY.toMillis(), timer -> remove());
        timers = () -> {
            vertx.cancelTimer(poll);
            vertx.cancelTimer(removal);
        };
    }

    /** Begins nothing new; ends when what is under way has ended. */
    public CompletableFuture<Void> stop() {
        if (timers != null) {
            timers.run();
            timers = null;
        }
        return CompletableFuture.allOf(draining.values().toArray(CompletableFuture[]::new));
    }

    /** The sinks that were away when they were last tried. */
    public Set<String> failing() {
        return failing;
    }

    private boolean isStopped() {
        return timers == null;
    }

    private void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        bounded(() -> sinks.get()
                        .invoke(this::register)
                        .call(this::fanOut)
                        .chain(all -> store.states(all.stream().map(Sink::name).toList())
                                .invoke(states -> begin(all, states))))
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(states -> troubled.set(false), this::tellOnce);
    }

    private void register(List<Sink> all) {
        all.stream().map(Sink::name).filter(known::add).forEach(metrics::register);
    }

    private Uni<Void> fanOut() {
        return store.isAnythingNew()
                .chain(something -> something
                        ? repeatWhile(() -> store.fanOut(sinks))
                        : Uni.createFrom().voidItem());
    }

    private void begin(List<Sink> all, List<SinkState> states) {
        metrics.keepOnly(all.stream().map(Sink::name).toList());
        Set<String> away = new TreeSet<>();
        Set<String> due = new TreeSet<>();
        for (SinkState state : states) {
            metrics.oldest(state.name(), state.oldest());
            if (state.failing()) {
                away.add(state.name());
            }
            if (state.due()) {
                due.add(state.name());
            }
        }
        failing = away;
        all.stream().filter(sink -> due.contains(sink.name())).forEach(this::drain);
    }

    /** Delivers until nothing is due, or the sink is away; once at a time. */
    private void drain(Sink sink) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        if (isStopped() || draining.putIfAbsent(sink.name(), ended) != null) {
            return;
        }
        repeatWhile(() -> isStopped() ? Uni.createFrom().item(false) : deliverNext(sink))
                .onTermination()
                .invoke(() -> {
                    draining.remove(sink.name());
                    ended.complete(null);
                })
                .subscribe()
                .with(nothing -> {}, this::tellOnce);
    }

    /** Delivers one batch; whether there may be another one. */
    private Uni<Boolean> deliverNext(Sink sink) {
        Duration lease = config.timeout().multipliedBy(LEASE_IN_TIMEOUTS);
        return bounded(() -> store.claim(sink.name(), sink.batchSize(), lease))
                .chain(claim -> claim.isEmpty() ? Uni.createFrom().item(false) : deliver(sink, claim));
    }

    private Uni<Boolean> deliver(Sink sink, Claim claim) {
        List<Event> events = claim.events().stream().map(Claim.Waiting::event).toList();
        Uni<List<DeliveryResult>> results =
                events.isEmpty() ? Uni.createFrom().item(List.of()) : bounded(() -> sink.deliver(events));
        return results.map(told -> ClaimResult.of(claim, told, backoff))
                .onItemOrFailure()
                .transformToUni((result, failure) -> failure == null
                        ? bounded(() -> store.mark(claim, result, !events.isEmpty()))
                                .invoke(() -> count(sink.name(), result))
                                .replaceWith(true)
                        : away(sink, claim, failure).replaceWith(false));
    }

    private Uni<Void> away(Sink sink, Claim claim, Throwable failure) {
        metrics.failed(sink.name(), 1);
        return store.pause(sink.name(), failure.getClass().getSimpleName(), config.firstPause(), config.maxSinkPause())
                .invoke(first -> {
                    if (first) {
                        LOG.warnf("The sink %s is away; its events wait: %s", sink.name(), failure);
                    }
                })
                .chain(() -> store.mark(claim, ClaimResult.none(backoff), false));
    }

    private void count(String sink, ClaimResult result) {
        metrics.delivered(sink, result.delivered());
        metrics.failed(sink, result.failed());
        metrics.dead(sink, result.dead());
        if (result.dead() > 0) {
            LOG.errorf("%d events are dead letters of the sink %s, which tells why for each", result.dead(), sink);
        }
    }

    private void remove() {
        store.removeOlderThan(config.keep()).subscribe().with(nothing -> {}, this::tellOnce);
    }

    /** Usually the database, which is told of once per outage. */
    private void tellOnce(Throwable failure) {
        if (troubled.compareAndSet(false, true)) {
            LOG.warnf("Events wait, for the outbox cannot be read or written: %s", failure);
        }
    }

    /** Whatever throws, fails; and whatever does not end, fails in the end. */
    private <T> Uni<T> bounded(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .ifNoItem()
                .after(config.timeout())
                .fail();
    }

    private static Uni<Void> repeatWhile(Supplier<Uni<Boolean>> step) {
        return Multi.createBy()
                .repeating()
                .uni(step::get)
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
