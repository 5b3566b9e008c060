package io.tenantdeletion.orchestrator.participant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How calls are guarded, unless a participant says otherwise. */
@ConfigMapping(prefix = "deletion.guard")
public interface GuardConfig {

    /** The longest a single call may take; a service that needs longer answers "not complete yet" before. */
    @WithDefault("60s")
    Duration timeout();

    /** How often a failed call is repeated, where the failure is worth it: no connection, timeout, 5xx, 429. */
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

    /** Share of failed calls in that window, from which the circuit opens. */
    @WithDefault("0.5")
    double circuitFailureRatio();

    /** How long an open circuit refuses calls before it tries one again. */
    @WithDefault("5s")
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
}
