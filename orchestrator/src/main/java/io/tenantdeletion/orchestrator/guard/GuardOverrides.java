package io.tenantdeletion.orchestrator.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Settings of {@link GuardConfig} for calls to one place, each only where it differs. */
public interface GuardOverrides {

    Optional<Duration> timeout();

    OptionalInt maxRetries();

    Optional<Duration> retryDelay();

    Optional<Duration> maxRetryDelay();

    Optional<Duration> jitter();

    OptionalInt circuitWindow();

    OptionalDouble circuitFailureRatio();

    Optional<Duration> circuitDelay();

    OptionalInt concurrency();

    OptionalInt queue();
}
