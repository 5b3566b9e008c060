package io.tenantdeletion.commons.delivery;

import java.time.Duration;
import java.util.Optional;

/** Times that suit a test. */
record TestConfig(
        Duration pollEvery,
        Duration timeout,
        Duration firstPause,
        Duration maxPause,
        Duration giveUpAfter,
        Duration maxSinkPause,
        Duration hold,
        Duration keep)
        implements DeliveryConfig {

    static final TestConfig QUICK = new TestConfig(
            Duration.ofMillis(20),
            Duration.ofSeconds(20),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofHours(1),
            Duration.ofMillis(200),
            Duration.ofHours(1),
            Duration.ofDays(30));

    /** One that gives up after so many pauses. */
    TestConfig givingUpAfter(Duration pauses) {
        return new TestConfig(pollEvery, timeout, firstPause, maxPause, pauses, maxSinkPause, hold, keep);
    }

    /** One whose leases run out after twice that. */
    TestConfig withTimeout(Duration shorter) {
        return new TestConfig(pollEvery, shorter, firstPause, maxPause, giveUpAfter, maxSinkPause, hold, keep);
    }

    /** One that holds no event for longer. */
    TestConfig holding(Duration atMost) {
        return new TestConfig(pollEvery, timeout, firstPause, maxPause, giveUpAfter, maxSinkPause, atMost, keep);
    }

    @Override
    public Optional<String> schema() {
        return Optional.of("orchestrator");
    }
}
