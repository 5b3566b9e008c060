package io.tenantdeletion.orchestrator.guard;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How calls are guarded, unless a participant says otherwise. */
@ConfigMapping(prefix = "deletion.guard")
public interface GuardConfig {

    /** The longest a single call may take; a service that needs longer answers "not complete yet" before. */
    @WithDefault("60s")
    Duration timeout();

    /**
     * The same for a preview. A service may need long to count a large tenant, and as long as it cannot be counted no
     * person can have it deleted.
     */
    @WithDefault("10m")
    Duration previewTimeout();

    /** The longest body of an answer; a call whose answer is longer is given up. */
    @WithDefault("1M")
    MemorySize maxBody();

    /**
     * How often a failed call is repeated at once, where the failure is worth it (no connection, timeout, 5xx, 408,
     * 429) and not longer than some seconds have passed.
     */
    @WithDefault("3")
    int maxRetries();

    /** Time before the first repetition; doubled before every further one. */
    @WithDefault("200ms")
    Duration retryDelay();

    /** The longest time before a repetition. */
    @WithDefault("5s")
    Duration maxRetryDelay();

    /** Random share of the time before a repetition: up to this much is added or taken away. */
    @WithDefault("100ms")
    Duration jitter();

    /** How many calls the circuit breaker looks back on. */
    @WithDefault("20")
    int circuitWindow();

    /** Share of calls in that window for which there was no connection, from which the circuit opens. */
    @WithDefault("0.5")
    double circuitFailureRatio();

    /** How long an open circuit refuses calls before it tries one again. */
    @WithDefault("1s")
    Duration circuitDelay();

    /** How many calls run at once. */
    @WithDefault("20")
    int concurrency();

    /** How many further calls may wait for their turn. */
    @WithDefault("100")
    int queue();

    /** How many answers in a row may say "not complete yet" without any progress before the step has failed. */
    @WithDefault("50")
    int maxIdleAnswers();

    /**
     * How long a service may say that it is not a job's turn there yet before the job makes room for others and is
     * tried again later.
     */
    @WithDefault("5m")
    Duration maxTurnWait();
}
