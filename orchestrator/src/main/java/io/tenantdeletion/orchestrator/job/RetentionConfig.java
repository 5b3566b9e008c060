package io.tenantdeletion.orchestrator.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a deletion can still be taken back. */
@ConfigMapping(prefix = "deletion.retention")
public interface RetentionConfig {

    /** From the request for a tenant's deletion to its beginning; a platform admin may ask for less. */
    @WithDefault("30d")
    Duration period();

    /** From the request for a user's deletion to its beginning. */
    @WithDefault("0s")
    Duration userPeriod();

    /** The longest that anybody can ask for. */
    @WithDefault("365d")
    Duration longest();
}
