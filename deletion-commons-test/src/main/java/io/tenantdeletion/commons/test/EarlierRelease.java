package io.tenantdeletion.commons.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;

/**
 * Leaves the database of {@link PlatformTestResource} as an earlier release has left it, before the application starts:
 * for tests of upgrades. Each init argument but one is a schema and how far it was migrated, {@code folder@version};
 * the argument {@code script} is a file with what that release had written. Both are relative to the module.
 */
public class EarlierRelease implements QuarkusTestResourceLifecycleManager {

    private static final String SCRIPT = "script";

    private final Map<String, String> schemas = new TreeMap<>();
    private Path script;

    @Override
    public void init(Map<String, String> arguments) {
        schemas.putAll(arguments);
        script = Path.of(schemas.remove(SCRIPT));
    }

    /** After the database. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        schemas.forEach((schema, state) -> migrate(schema, state.split("@")[0], state.split("@")[1]));
        try {
            TestDatabase.execute(Files.readString(script));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Map.of();
    }

    private static void migrate(String schema, String folder, String version) {
        Flyway.configure(Thread.currentThread().getContextClassLoader())
                .dataSource(TestDatabase.url(), "migration", "migration")
                .defaultSchema(schema)
                .schemas(schema)
                .locations("filesystem:" + folder)
                .placeholders(Map.of("application_role", "application", "purge_role", "purge"))
                .target(version)
                .load()
                .migrate();
    }

    @Override
    public void stop() {
        // The database goes as a whole.
    }
}
