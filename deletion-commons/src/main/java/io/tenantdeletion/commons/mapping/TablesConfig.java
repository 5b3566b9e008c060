package io.tenantdeletion.commons.mapping;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose data the tables are that no entity maps. */
@ConfigMapping(prefix = "deletion")
public interface TablesConfig {

    /** Tables, each as {@code "schema.table"}, as the catalog spells it. */
    Map<String, @Valid DeclaredTable> tables();

    /** What is said about a table; the same that {@code mark} says on an entity. */
    interface DeclaredTable {

        /** Whose its rows are: {@code tenant}, {@code user}, both, or {@code shared}. */
        @NotEmpty
        Set<Data> data();

        /** The column that holds the id, where it has another name than the usual one. */
        Optional<String> column();

        /** The columns of the foreign key that leads to the tenant or user, where the planner should not choose. */
        Optional<String> through();

        /** As {@code column}, of the user where the rows are a tenant's, too. */
        Optional<String> userColumn();

        /** As {@code through}, of the user where the rows are a tenant's, too. */
        Optional<String> userThrough();

        /** Why the rows of a shared table outlive a tenant, for whoever reviews it. */
        Optional<String> reason();

        /** Columns that name something outside the database, each with the store where that is. */
        Map<String, String> externalNames();

        /** Whether the rows of a user stay and lose their user. */
        @WithDefault("false")
        boolean anonymize();
    }

    /** Whose rows are. */
    enum Data {
        TENANT,
        USER,
        SHARED
    }
}
