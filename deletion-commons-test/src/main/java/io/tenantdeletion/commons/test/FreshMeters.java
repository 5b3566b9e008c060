package io.tenantdeletion.commons.test;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Takes an application's meters along when it ends. Applications that differ in resources alone share the registry,
 * which would go on asking the one before for its figures.
 */
@Singleton
class FreshMeters {

    void forget(@Observes ShutdownEvent end) {
        Metrics.globalRegistry.clear();
    }
}
