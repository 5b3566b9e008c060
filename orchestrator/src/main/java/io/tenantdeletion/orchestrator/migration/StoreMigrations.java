package io.tenantdeletion.orchestrator.migration;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.StartupEvent;
import io.tenantdeletion.commons.startup.MigrationConfig;
import io.tenantdeletion.commons.startup.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;

/**
 * Migrates after the configuration was checked, as services do; the framework would migrate before anybody can say that
 * a key is misspelt.
 */
@Singleton
class StoreMigrations {

    private final MigrationConfig config;
    private final InjectableInstance<Flyway> databases;

    StoreMigrations(MigrationConfig config, @Any InjectableInstance<Flyway> databases) {
        this.config = config;
        this.databases = databases;
    }

    void atStart(@Observes @Priority(StartOrder.MIGRATIONS) StartupEvent start) {
        if (config.atStart()) {
            databases.listActive().forEach(Flyway::migrate);
        }
    }
}
