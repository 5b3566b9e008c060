package io.tenantdeletion.services.app;

import io.quarkus.runtime.StartupEvent;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/** Brings the schemas of the contexts this process serves up to date, before anybody looks at their tables. */
@Singleton
class ServedSchemas {

    private static final Logger LOG = Logger.getLogger(ServedSchemas.class);

    private final ServedServices served;
    private final SchemaMigrations migrations;

    ServedSchemas(ServedServices served, Flyway flyway) {
        this.served = served;
        this.migrations = new SchemaMigrations(flyway.getConfiguration());
    }

    void migrate(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        List<String> schemas = served.all().stream()
                .map(TenantDataDeletionService::schema)
                .sorted()
                .toList();
        schemas.forEach(migrations::migrate);
        LOG.infof("schemas.migrated %s", String.join(",", schemas));
    }
}
