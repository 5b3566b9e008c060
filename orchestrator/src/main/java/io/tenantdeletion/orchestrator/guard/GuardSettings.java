package io.tenantdeletion.orchestrator.guard;

import java.time.Duration;
import java.util.Optional;

/** How calls to one place are guarded; the meaning of each component is that of {@link GuardConfig}. */
public record GuardSettings(
        Duration timeout,
        Duration previewTimeout,
        int maxRetries,
        Duration retryDelay,
        Duration maxRetryDelay,
        Duration jitter,
        int circuitWindow,
        double circuitFailureRatio,
        Duration circuitDelay,
        int concurrency,
        int queue,
        long maxBody) {

    private static final int REQUESTS = 100_000;
    private static final long SMALLEST_BODY = 1024;
    private static final long LARGEST_BODY = 1 << 30;

    public GuardSettings {
        require(positive(timeout), "timeout must be longer than nothing");
        require(positive(previewTimeout), "preview-timeout must be longer than nothing");
        require(maxRetries >= 0, "max-retries must not be negative");
        require(positive(retryDelay), "retry-delay must be longer than nothing");
        require(maxRetryDelay.compareTo(retryDelay) > 0, "max-retry-delay must be longer than retry-delay");
        require(!jitter.isNegative(), "jitter must not be negative");
        require(circuitWindow > 0, "circuit-window must be at least 1");
        require(
                circuitFailureRatio > 0 && circuitFailureRatio <= 1,
                "circuit-failure-ratio must be above 0, at most 1");
        require(positive(circuitDelay), "circuit-delay must be longer than nothing");
        require(concurrency > 0, "concurrency must be at least 1");
        require(queue > 0, "queue must be at least 1");
        require(maxBody >= SMALLEST_BODY && maxBody <= LARGEST_BODY, "max-body must be 1K to 1G");
    }

    /** The general settings, but for what is said otherwise for this place. */
    public static GuardSettings of(GuardConfig general, GuardOverrides own) {
        return of(general, own, Optional.empty());
    }

    /** The same, with the longest time of a preview where it is another. */
    public static GuardSettings of(GuardConfig general, GuardOverrides own, Optional<Duration> previewTimeout) {
        return new GuardSettings(
                own.timeout().orElse(general.timeout()),
                previewTimeout.orElse(general.previewTimeout()),
                own.maxRetries().orElse(general.maxRetries()),
                own.retryDelay().orElse(general.retryDelay()),
                own.maxRetryDelay().orElse(general.maxRetryDelay()),
                own.jitter().orElse(general.jitter()),
                own.circuitWindow().orElse(general.circuitWindow()),
                own.circuitFailureRatio().orElse(general.circuitFailureRatio()),
                own.circuitDelay().orElse(general.circuitDelay()),
                own.concurrency().orElse(general.concurrency()),
                own.queue().orElse(general.queue()),
                general.maxBody().asLongValue());
    }

    /** The same for calls that requests wait for: as many may wait as there are requests, none is turned away. */
    public GuardSettings forRequests() {
        return new GuardSettings(
                timeout,
                previewTimeout,
                maxRetries,
                retryDelay,
                maxRetryDelay,
                jitter,
                circuitWindow,
                circuitFailureRatio,
                circuitDelay,
                concurrency,
                REQUESTS,
                maxBody);
    }

    private static boolean positive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
