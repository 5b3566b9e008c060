package io.tenantdeletion.orchestrator.saga;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How services are asked what is left, while transactions of others may still write. */
@ConfigMapping(prefix = "deletion.verification")
public interface VerificationConfig {

    /** The pause before a service is asked again for the first time; twice as long before every further time. */
    @WithDefault("50ms")
    Duration pollEvery();

    /** The longest such pause. */
    @WithDefault("5s")
    Duration maxPollEvery();

    /** How long an attempt goes on asking; then others get its place, and the job is tried again by itself. */
    @WithDefault("30s")
    Duration askFor();

    /** The longest pause before that next attempt. */
    @WithDefault("30s")
    Duration maxRetryDelay();
}
