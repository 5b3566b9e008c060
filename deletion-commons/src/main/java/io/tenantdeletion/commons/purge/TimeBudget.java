package io.tenantdeletion.commons.purge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time one call may take before it commits and asks to be called again. */
final class TimeBudget {

    private final Clock clock;
    private final Instant start;
    private final Duration budget;

    TimeBudget(Clock clock, Duration budget) {
        this.clock = clock;
        this.start = clock.instant();
        this.budget = budget;
    }

    /** As much again, from now on. */
    TimeBudget anew() {
        return new TimeBudget(clock, budget);
    }

    boolean isSpent() {
        return spent().compareTo(budget) >= 0;
    }

    Duration spent() {
        return Duration.between(start, clock.instant());
    }
}
