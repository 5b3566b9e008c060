package io.tenantdeletion.tenant.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the orchestrator is asked for deletion jobs. */
@ConfigMapping(prefix = "tenant.deletion")
public interface JobsConfig {

    /** Where callers find the orchestrator; the start of a job's address in {@code Location}. */
    @WithDefault("${orchestrator.url}")
    URI orchestratorUrl();

    /** How long one call to the orchestrator may take, beyond the time a caller prefers to wait for the job. */
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration timeout();

    /** The longest a caller can make us wait for a job; a longer preference is cut to this. */
    @WithDefault("60s")
    Duration maxWait();

    /** How often a call that broke off is sent again; safe, for it carries its Idempotency-Key. */
    @WithDefault("2")
    @Min(0)
    @Max(10)
    int retries();
}
