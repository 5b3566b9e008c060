package io.tenantdeletion.commons.migration;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * Migrates one schema from one folder, with a history table of its own inside it. Several processes may do so at once:
 * Flyway locks the history table and repeats the creation of a schema that another process created first.
 */
final class SchemaMigrations {

    private final Configuration settings;

    /** @param settings everything but schema and location, above all the data source and where migrations are found */
    SchemaMigrations(Configuration settings) {
        this.settings = settings;
    }

    /**
     * Brings a schema up to date.
     *
     * @param folder of the class path, below a location that was named at build time
     * @return whether there is anything in that folder; otherwise the schema is somebody else's concern
     */
    boolean migrate(String schema, String folder) {
        FolderResources resources = new FolderResources(settings.getResourceProvider(), folder + "/");
        if (resources.isEmpty()) {
            return false;
        }
        Flyway.configure()
                .configuration(settings)
                .defaultSchema(schema)
                .schemas(schema)
                .createSchemas(true)
                .locations("classpath:" + folder)
                .resourceProvider(resources)
                .load()
                .migrate();
        return true;
    }
}
