package io.tenantdeletion.commons.delivery;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts: each is twice the one before, up to a limit, less up to a quarter, so that what failed
 * together is not tried together again.
 */
final class Backoff {

    private static final int MOST_DOUBLINGS = 40;

    private final Duration first;
    private final Duration longest;
    private final Duration total;
    private final DoubleSupplier random;

    /**
     * @param total after how much pausing it is given up
     * @param random from 0 to 1
     */
    Backoff(Duration first, Duration longest, Duration total, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.total = total;
        this.random = random;
    }

    /** How long to wait after so many attempts in vain. */
    Duration pause(int attempts) {
        return Duration.ofMillis((long) (whole(attempts) * (1 - random.getAsDouble() / 4)));
    }

    /**
     * Whether that many attempts were enough: counted by pauses, so that a sink that is away costs no event its time.
     */
    boolean isOver(int attempts) {
        double paused = 0;
        for (int attempt = 1; attempt <= attempts && paused <= total.toMillis(); attempt++) {
            paused += whole(attempt);
        }
        return paused > total.toMillis();
    }

    private double whole(int attempts) {
        return Math.min(longest.toMillis(), first.toMillis() * Math.pow(2, Math.min(attempts - 1, MOST_DOUBLINGS)));
    }
}
