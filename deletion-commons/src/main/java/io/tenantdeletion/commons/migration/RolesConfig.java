package io.tenantdeletion.commons.migration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;

/**
 * The roles of the database that are granted what they need, by their names in PostgreSQL: a login name may be another,
 * behind a pooler or in a cloud.
 */
@ConfigMapping(prefix = "deletion.roles")
public interface RolesConfig {

    /** The role of business: reads and writes the services' tables. */
    @NotBlank
    @WithDefault("${quarkus.datasource.username}")
    String application();

    /** The role of previews, fences, purges and verifications. */
    @NotBlank
    @WithDefault("${quarkus.datasource.purge.username}")
    String purge();
}
