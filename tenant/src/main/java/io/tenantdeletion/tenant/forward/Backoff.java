package io.tenantdeletion.tenant.forward;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When something that fails is worth another try: after a pause that doubles with each failure, up to a limit. */
final class Backoff {

    private final Duration first;
    private final Duration most;
    private final Clock clock;
    private Duration pause;
    private Instant next = Instant.MIN;

    Backoff(Duration first, Duration most, Clock clock) {
        this.first = first;
        this.most = most;
        this.clock = clock;
        this.pause = first;
    }

    synchronized boolean isDue() {
        return !clock.instant().isBefore(next);
    }

    synchronized void succeeded() {
        pause = first;
        next = Instant.MIN;
    }

    synchronized void failed() {
        next = clock.instant().plus(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(most) > 0 ? most : doubled;
    }
}
