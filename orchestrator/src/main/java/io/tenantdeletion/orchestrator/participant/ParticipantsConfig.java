package io.tenantdeletion.orchestrator.participant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who takes part in a deletion, and how calls to them are guarded. Validated at start by {@link ParticipantRegistry}.
 */
@ConfigMapping(prefix = "deletion")
public interface ParticipantsConfig {

    /**
     * By the name that is the service's part of the path. {@code tenant} is the last step of every job and must be
     * there.
     */
    Map<String, ParticipantConfig> participants();

    /** How calls are guarded, unless a participant says otherwise. */
    GuardDefaults guard();

    /** How many answers in a row may say "not complete yet" without any progress before the step has failed. */
    @WithDefault("5")
    int maxIdleAnswers();

    /** One participant. */
    interface ParticipantConfig {

        /** Where it is, such as {@code https://orders.example:8443}; the contract's paths are appended. */
        String url();

        /** Whether it takes part. */
        @WithDefault("true")
        boolean enabled();

        /** What it can do. */
        @WithDefault("preview,purge")
        Set<Capability> capabilities();

        /** What is different about its guard. */
        GuardOverrides guard();
    }

    /** The guard of every participant. */
    interface GuardDefaults {

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
    }

    /** The same settings, each only where it differs. */
    interface GuardOverrides {

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
}
