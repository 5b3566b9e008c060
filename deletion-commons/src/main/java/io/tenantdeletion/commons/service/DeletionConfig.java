package io.tenantdeletion.commons.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How this process deletes. */
@ConfigMapping(prefix = "deletion")
public interface DeletionConfig {

    /** Path names of the services this process serves, comma-separated; all it contains where empty. */
    Optional<Set<String>> services();

    /** The usual name of the column that holds a tenant's id. */
    @NotBlank
    @WithDefault("tenant_id")
    String tenantColumn();

    /** The usual name of the column that holds a user's id, in services with users' data. */
    @NotBlank
    @WithDefault("user_id")
    String userColumn();

    /** How old a plan may be before the catalog is read again; a new table is overlooked for this long at most. */
    @WithDefault("30s")
    Duration planMaxAge();

    /** Time and size limits of one purge call. */
    Purge purge();

    /** Time and size limits of one purge call. */
    interface Purge {

        /**
         * After this long a call commits and answers 202, and its caller calls again. A running statement is not
         * interrupted; it is bounded by {@link #chunkRows()}.
         */
        @WithDefault("5s")
        Duration timeBudget();

        /** Tables with more rows of the tenant or user than this are deleted in parts of this many. */
        @Min(1)
        @Max(1_000_000)
        @WithDefault("200000")
        int chunkRows();
    }
}
