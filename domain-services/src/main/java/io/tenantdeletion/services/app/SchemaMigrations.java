package io.tenantdeletion.services.app;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * Migrates one schema from {@code db/migration/<schema>}, with a history table of its own inside it. Several processes
 * may do so at once: Flyway locks the history table and repeats the creation of a schema that another process created
 * first.
 */
class SchemaMigrations {

    private final Configuration settings;

    /** @param settings everything but schema and location, above all the data source and where migrations are found */
    SchemaMigrations(Configuration settings) {
        this.settings = settings;
    }

    void migrate(String schema) {
        String location = "db/migration/" + schema;
        Flyway.configure()
                .configuration(settings)
                .defaultSchema(schema)
                .schemas(schema)
                .createSchemas(true)
                .locations("classpath:" + location)
                .resourceProvider(new FolderResources(settings.getResourceProvider(), location + "/"))
                .load()
                .migrate();
    }
}
