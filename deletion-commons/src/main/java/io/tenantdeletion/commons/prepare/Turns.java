package io.tenantdeletion.commons.prepare;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets little long work run at once, and short work beside it. What comes when there is no room is tried, as long as it
 * is short; what is not waits for its turn. Few are tried at once: many that share the processors would each take long,
 * all be undone, and leave even less to those who are at work.
 */
final class Turns {

    private static final int TRIALS_FOR_EACH = 2;
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final Permits work;
    private final Permits trials;
    private final Clock clock;

    /** @param limit how much long work runs at once */
    Turns(int limit, Clock clock) {
        this.work = new Permits(limit, clock);
        this.trials = new Permits(TRIALS_FOR_EACH * limit, clock);
        this.clock = clock;
    }

    /**
     * Does the work: at once where there is room, or where it is short; otherwise as soon as there is room.
     *
     * @param who the same whenever it comes back
     * @param atMost how long it waits for that
     * @param atLength the work
     * @param trial the work, for when there is no room: fails, without a trace, where it is not short
     * @param isLong whether that is what a trial's failure means
     * @return empty where there was no room in time; then nothing was done
     */
    <T> Uni<Optional<T>> run(
            String who,
            Duration atMost,
            Supplier<Uni<T>> atLength,
            Supplier<Uni<T>> trial,
            Predicate<Throwable> isLong) {
        return Uni.createFrom().deferred(() -> {
            Instant end = clock.instant().plus(atMost);
            return work.hasRoom(who)
                    ? work.run(who, atMost, atLength)
                    : trials.run(who, atMost, trial)
                            .onFailure(isLong)
                            .recoverWithUni(() -> work.run(who, until(end), atLength));
        });
    }

    /** A moment at least: who has waited long enough is told so by whom it asks. */
    private Duration until(Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        return left.compareTo(A_MOMENT) < 0 ? A_MOMENT : left;
    }
}
