package io.tenantdeletion.orchestrator.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether this platform deletes. */
@ConfigMapping(prefix = "deletion")
public interface ModeConfig {

    /** {@code shadow}: jobs ask every service what it would delete and what is in the way, and change nothing. */
    @WithDefault("delete")
    Mode mode();

    /** Whether nothing is deleted, whatever services are configured to do. */
    default boolean isShadow() {
        return mode() == Mode.SHADOW;
    }
}
