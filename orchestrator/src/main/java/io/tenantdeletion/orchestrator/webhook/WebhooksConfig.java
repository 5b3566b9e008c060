package io.tenantdeletion.orchestrator.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;

/** Whom webhooks may call, and how. */
@ConfigMapping(prefix = "deletion.webhooks")
public interface WebhooksConfig {

    /** Whether a webhook may be called without TLS. */
    @WithDefault("false")
    boolean allowHttp();

    /** Whether addresses that are not public, and every port, are allowed: for tests, and inside one machine. */
    @WithDefault("false")
    boolean allowPrivate();

    /** The ports that may be called. */
    @WithDefault("443,8443")
    List<@Min(1) @Max(65_535) Integer> ports();

    /** The longest a call may take, from the question for the address to the last byte that is read. */
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration timeout();

    /** How long the former secret still signs beside a new one. */
    @WithDefault("24h")
    @DurationMin
    Duration secretOverlap();

    /** After how long without a single success a webhook is disabled. */
    @WithDefault("3d")
    @DurationMin(millis = 1)
    Duration disableAfter();

    /** How many webhooks there may be. */
    @WithDefault("50")
    @Min(1)
    int most();
}
