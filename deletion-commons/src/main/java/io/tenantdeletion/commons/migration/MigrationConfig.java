package io.tenantdeletion.commons.migration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who brings the database up to date. */
@ConfigMapping(prefix = "deletion.migration")
public interface MigrationConfig {

    /**
     * Whether this process migrates when it starts: the schemas of the services it serves, and {@code tenant_deletion}.
     * Otherwise another process must have done so before.
     */
    @WithDefault("true")
    boolean atStart();
}
