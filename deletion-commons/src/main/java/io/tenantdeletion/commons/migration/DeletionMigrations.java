package io.tenantdeletion.commons.migration;

import io.quarkus.arc.All;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.StartupEvent;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.startup.MigrationConfig;
import io.tenantdeletion.commons.startup.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.jboss.logging.Logger;

/**
 * Brings the database up to date before anybody looks at it: each served schema from {@code db/migration/<schema>},
 * then {@value #SCHEMA}, then what depends on the tables that there are. All of it with the migration role.
 */
@Singleton
public class DeletionMigrations {

    /** Holds what deletions keep, for all services of a database. */
    public static final String SCHEMA = "tenant_deletion";

    private static final Logger LOG = Logger.getLogger(DeletionMigrations.class);

    // Two processes that grant rights on the same table at once would fail: "tuple concurrently updated".
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended('tenant_deletion', 0))";

    private final MigrationConfig config;
    private final ServedServices served;
    private final Flyway flyway;
    private final RoleGrants grants;
    private final List<MigrationStep> steps;

    DeletionMigrations(
            MigrationConfig config,
            RolesConfig roles,
            ServedServices served,
            @FlywayDataSource("migration") Flyway flyway,
            @All List<MigrationStep> steps) {
        this.config = config;
        this.served = served;
        this.flyway = flyway;
        this.grants = new RoleGrants(roles.application(), roles.purge());
        this.steps = steps;
    }

    void atStart(@Observes @Priority(StartOrder.MIGRATIONS) StartupEvent start) throws SQLException {
        if (config.atStart()) {
            migrate(
                    flyway.getConfiguration(),
                    served.all().stream()
                            .flatMap(service -> service.schemas().stream())
                            .distinct()
                            .sorted()
                            .toList());
        }
    }

    /**
     * Migrates these schemas and what belongs to all of them. Several processes may do so at once.
     *
     * @param settings everything but schema and location: the database, its migration role, and where migrations are
     */
    public void migrate(Configuration settings, List<String> schemas) throws SQLException {
        SchemaMigrations migrations = new SchemaMigrations(settings);
        List<String> migrated = schemas.stream()
                .filter(schema -> migrations.migrate(schema, "db/migration/" + schema))
                .toList();
        if (!migrations.migrate(SCHEMA, "db/" + SCHEMA)) {
            throw new IllegalStateException("The migrations of " + SCHEMA + " were not found when this application was"
                    + " built: quarkus.flyway.migration.locations must name db/" + SCHEMA + ".");
        }
        run(grants, settings.getDataSource(), schemas);
        for (MigrationStep step : steps) {
            run(step, settings.getDataSource(), schemas);
        }
        LOG.infof("schemas.migrated %s", String.join(",", migrated));
    }

    private static void run(MigrationStep step, DataSource database, List<String> schemas) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(ONE_AT_A_TIME);
                step.run(connection, schemas);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }
}
