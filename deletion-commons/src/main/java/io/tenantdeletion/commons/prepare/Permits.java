package io.tenantdeletion.commons.prepare;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Bounds how much runs at once. What finds no room waits for its turn, and may be told to come back. Whoever does keeps
 * its place, so that of those who wait the one who asked first is always the next.
 */
final class Permits {

    /** Whoever has not come back for this long has given up its place. */
    private static final Duration PLACE_KEPT = Duration.ofMinutes(1);

    private final int limit;
    private final Clock clock;
    private final Map<String, Place> places = new HashMap<>();
    private final TreeSet<Permit> waiting = new TreeSet<>(
            Comparator.comparingLong((Permit permit) -> permit.place).thenComparingLong(permit -> permit.number));
    private int running;
    private long last;

    Permits(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Does the work as soon as there is room.
     *
     * @param who the same whenever it comes back
     * @param atMost how long it waits for that
     * @return empty where there was no room in time; then nothing was done
     */
    <T> Uni<Optional<T>> run(String who, Duration atMost, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Permit permit = ask(who);
            return permit.await(atMost)
                    .flatMap(granted -> granted
                            ? work.get().map(Optional::of)
                            : Uni.createFrom().item(Optional.<T>empty()))
                    .onTermination()
                    .invoke(() -> release(permit));
        });
    }

    /** Whether there is room now, or a place that is kept. */
    synchronized boolean hasRoom(String who) {
        return running < limit || places.containsKey(who);
    }

    private synchronized Permit ask(String who) {
        Instant now = clock.instant();
        places.values().removeIf(place -> place.seen().isBefore(now.minus(PLACE_KEPT)));
        long number = ++last;
        Place kept = places.remove(who);
        Permit permit = new Permit(who, kept == null ? number : kept.number(), number);
        waiting.add(permit);
        grantNext();
        return permit;
    }

    private void grantNext() {
        while (running < limit && !waiting.isEmpty()) {
            running++;
            waiting.pollFirst().granted.complete(true);
        }
    }

    private synchronized boolean leave(Permit permit) {
        if (waiting.remove(permit)) {
            places.put(permit.who, new Place(permit.place, clock.instant()));
        }
        return permit.granted.isDone();
    }

    private synchronized void release(Permit permit) {
        if (!leave(permit) || permit.isReleased) {
            return;
        }
        permit.isReleased = true;
        running--;
        grantNext();
    }

    private record Place(long number, Instant seen) {}

    private final class Permit {

        private final String who;
        private final long place;
        private final long number;
        private final CompletableFuture<Boolean> granted = new CompletableFuture<>();
        private boolean isReleased;

        private Permit(String who, long place, long number) {
            this.who = who;
            this.place = place;
            this.number = number;
        }

        private Uni<Boolean> await(Duration atMost) {
            return granted.isDone()
                    ? Uni.createFrom().item(true)
                    : CallerContext.goOn(Uni.createFrom()
                            .completionStage(granted::copy)
                            .ifNoItem()
                            .after(atMost)
                            .recoverWithItem(() -> leave(this)));
        }
    }
}
