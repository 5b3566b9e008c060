package io.tenantdeletion.orchestrator.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether a second person has to agree. */
@ConfigMapping(prefix = "deletion.four-eyes")
public interface FourEyesConfig {

    /**
     * Whether a deletion that an owner, an admin of the tenant, or the user in question asks for waits for a platform
     * admin who is somebody else.
     */
    @WithDefault("false")
    boolean enabled();

    /** How long it waits; then it is cancelled. */
    @WithDefault("7d")
    Duration expiresAfter();
}
