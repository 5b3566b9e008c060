package io.tenantdeletion.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Await for conditions. */
final class Await {

    private Await() {}

    /** Waits until this holds; it is an error if it does not within the time. */
    static void until(String what, Duration patience, BooleanSupplier condition) {
        if (!tryUntil(patience, condition)) {
            throw new AssertionError("Not within " + patience.toSeconds() + " s: " + what);
        }
    }

    /** Whether this holds within the time. */
    static boolean tryUntil(Duration patience, BooleanSupplier condition) {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            pause(100);
        }
        return true;
    }

    /** Lets time pass where time is what is meant: how long a fault lasts, how often somebody asks again. */
    static void pause(long milliseconds) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }
}
