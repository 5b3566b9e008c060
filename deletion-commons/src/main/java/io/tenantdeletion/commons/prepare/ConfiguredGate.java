package io.tenantdeletion.commons.prepare;

import io.tenantdeletion.commons.gate.CatalogGate;
import io.tenantdeletion.commons.migration.RolesConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the configuration lets pass. */
@Dependent
class ConfiguredGate {

    @Produces
    @Singleton
    CatalogGate gate(GateConfig config, RolesConfig roles) {
        return new CatalogGate(new CatalogGate.Settings(
                config.allowedTriggers().keySet(), config.exemptColumns().keySet(), roles.application()));
    }
}
