package io.tenantdeletion.commons.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How refusals get from a process to the audit log. */
@ConfigMapping(prefix = "deletion.audit")
public interface AuditTrailConfig {

    /** How many refusals a process remembers until they are written down; further ones are only counted. */
    @WithDefault("10000")
    @Min(1)
    int bufferSize();

    /** How often what is remembered is written down. */
    @WithDefault("250ms")
    Duration flushEvery();

    /** How long one attempt to write may take before it counts as failed and is made again. */
    @WithDefault("10s")
    Duration flushTimeout();

    /** The longest pause between attempts while the audit log cannot be reached; the first is {@link #flushEvery}. */
    @WithDefault("30s")
    Duration maxPause();
}
