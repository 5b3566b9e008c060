package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.Waiting;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a job is tried again after somebody was unavailable: pauses double from attempt to attempt, each with a quarter
 * of itself as jitter, until somebody has been unavailable for too long.
 */
@Singleton
public class RetryPauses {

    private static final int MOST_DOUBLINGS = 30;

    private final JobsConfig config;

    RetryPauses(JobsConfig config) {
        if (config.retryDelay().isNegative()
                || config.retryDelay().isZero()
                || config.maxRetryDelay().compareTo(config.retryDelay()) < 0) {
            throw new IllegalStateException("The configuration is wrong: deletion.jobs.retry-delay must be longer than"
                    + " nothing, and deletion.jobs.max-retry-delay not shorter");
        }
        this.config = config;
    }

    /**
     * The time of the next attempt.
     *
     * @param before what the attempt before came up against
     * @param kind what this one did; whoever is unavailable may be so for too long, all else is waited for
     * @param progressed whether the attempt that has just ended got any further
     * @return empty where it is time for a person
     */
    Optional<Instant> next(Waiting before, WaitingFor kind, boolean progressed, Instant now) {
        boolean again =
                !progressed && before.obstacle() != null && before.obstacle().kind() == kind && before.since() != null;
        if (again
                && kind == WaitingFor.UNAVAILABLE
                && Duration.between(before.since(), now).compareTo(config.giveUpAfter()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(now.plus(pause(again ? before.pauses() : 0)));
    }

    /** A pause after so many others in a row. */
    public Duration pause(int doublings) {
        Duration longest = config.maxRetryDelay();
        Duration doubled = config.retryDelay().multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
        Duration pause = doubled.compareTo(longest) > 0 ? longest : doubled;
        return pause.minus(pause.dividedBy(4))
                .plusMillis(
                        ThreadLocalRandom.current().nextLong(pause.dividedBy(4).toMillis() + 1));
    }
}
