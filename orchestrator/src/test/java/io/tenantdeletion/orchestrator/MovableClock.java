package io.tenantdeletion.orchestrator;

import io.tenantdeletion.orchestrator.limit.StandingClock;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The application's clock in tests: real time, moved forward so that nobody waits for days. */
public final class MovableClock extends Clock {

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    /** Lets time pass. */
    public static void pass(Duration time) {
        AHEAD.updateAndGet(time::plus);
    }

    /** Back to real time. */
    public static void reset() {
        AHEAD.set(Duration.ZERO);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(AHEAD.get());
    }

    /** Takes the place of the system's clock. */
    static class Producer {

        @Produces
        @Singleton
        @Alternative
        @jakarta.annotation.Priority(1)
        Clock clock(
                @ConfigProperty(name = "test.clock", defaultValue = "movable") String kind, StandingClock standing) {
            return kind.equals("standing") ? standing : new MovableClock();
        }
    }
}
