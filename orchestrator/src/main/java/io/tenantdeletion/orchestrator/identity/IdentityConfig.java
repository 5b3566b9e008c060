package io.tenantdeletion.orchestrator.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where the accounts are, and how calls about them are guarded. Checked at start. */
@ConfigMapping(prefix = "deletion.identity")
public interface IdentityConfig {

    /**
     * The realm in Keycloak's Admin REST API, such as {@code https://id.example/admin/realms/bakery-ia}. Without it,
     * the issuer {@code …/realms/bakery-ia} tells. To be set where the API has an address of its own, or is reached
     * inside the cluster.
     */
    Optional<URI> adminUrl();

    /** The longest a single call may take, with the token it needs. */
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration timeout();

    /** How often a failed call is repeated, where the failure is worth it: no connection, timeout, 5xx, 408, 429. */
    @WithDefault("3")
    @Min(0)
    int maxRetries();

    /** Time before the first repetition; doubled before every further one. */
    @WithDefault("200ms")
    @DurationMin(millis = 1)
    Duration retryDelay();

    /** The longest time before a repetition; longer than {@link #retryDelay}. */
    @WithDefault("5s")
    @DurationMin(millis = 2)
    Duration maxRetryDelay();

    /** Random share of the time before a repetition: up to this much is added or taken away. */
    @WithDefault("100ms")
    @DurationMin
    Duration jitter();

    /** How many calls the circuit breaker looks back on. */
    @WithDefault("20")
    @Min(1)
    int circuitWindow();

    /** Share of calls in that window for which there was no connection, from which the circuit opens. */
    @WithDefault("0.5")
    @Positive
    @DecimalMax("1")
    double circuitFailureRatio();

    /** How long an open circuit refuses calls before it tries one again. */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration circuitDelay();
}
