package io.tenantdeletion.commons.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who brings the database up to date. */
@ConfigMapping(prefix = "deletion.migration")
public interface MigrationConfig {

    /**
     * Whether this process migrates when it starts: in a service the schemas of the services it serves, and
     * {@code tenant_deletion}. Otherwise another process must have done so before.
     */
    @WithDefault("true")
    boolean atStart();

    /** Whether this process ends when it has migrated, with exit code 0, having served nobody. */
    @WithDefault("false")
    boolean only();
}
