package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.prepare.CallerContext;
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
 * Bounds how many purges run at once. Further ones wait a little, and are then told to come back; whoever does keeps
 * its place, so that of those who wait the one who asked first is always the next.
 */
final class PurgePermits {

    /** Whoever has not come back for this long has given up its place. */
    private static final Duration PLACE_KEPT = Duration.ofMinutes(1);

    private final int limit;
    private final Clock clock;
    private final Map<String, Place> places = new HashMap<>();
    private final TreeSet<Permit> waiting = new TreeSet<>(
            Comparator.comparingLong((Permit permit) -> permit.place).thenComparingLong(permit -> permit.number));
    private int running;
    private long last;

    PurgePermits(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Does the work as soon as there is room.
     *
     * @param purge what identifies it when it comes back
     * @param atMost how long it waits for that
     * @return empty where there was no room; then the work was not begun
     */
    <T> Uni<Optional<T>> run(String purge, Duration atMost, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Permit permit = ask(purge);
            return permit.await(atMost)
                    .flatMap(granted -> granted
                            ? work.get().map(Optional::of)
                            : Uni.createFrom().item(Optional.<T>empty()))
                    .onTermination()
                    .invoke(() -> release(permit));
        });
    }

    private synchronized Permit ask(String purge) {
        Instant now = clock.instant();
        places.values().removeIf(place -> place.seen().isBefore(now.minus(PLACE_KEPT)));
        long number = ++last;
        Place kept = places.remove(purge);
        Permit permit = new Permit(purge, kept == null ? number : kept.number(), number);
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
            places.put(permit.purge, new Place(permit.place, clock.instant()));
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

        private final String purge;
        private final long place;
        private final long number;
        private final CompletableFuture<Boolean> granted = new CompletableFuture<>();
        private boolean isReleased;

        private Permit(String purge, long place, long number) {
            this.purge = purge;
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
