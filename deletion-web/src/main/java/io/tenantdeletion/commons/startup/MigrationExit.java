package io.tenantdeletion.commons.startup;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Ends a process that only migrates, before it answers a request or runs a job. */
@Singleton
class MigrationExit {

    private final MigrationConfig config;

    MigrationExit(MigrationConfig config) {
        this.config = config;
    }

    /** Flyway's own migrations are done before anybody is told of the start. */
    void atStart(@Observes @Priority(StartOrder.AFTER_MIGRATIONS) StartupEvent start) {
        if (config.only()) {
            Quarkus.asyncExit(0);
            throw new PreventFurtherStepsException("Migrated. This process does nothing else.", 0);
        }
    }
}
