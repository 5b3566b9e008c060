package io.tenantdeletion.orchestrator.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.AuditTrailConfig;
import io.tenantdeletion.commons.audit.RefusalForwarder;
import io.tenantdeletion.commons.audit.RefusalTrail;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Writes the orchestrator's own refusals down, a moment later and many at once. */
@Startup
@ApplicationScoped
class AuditRefusals implements RefusalTrail {

    private final RefusalForwarder forwarder;

    AuditRefusals(AuditLog log, AuditTrailConfig config, Vertx vertx) {
        forwarder = new RefusalForwarder(
                config, "orchestrator", batch -> log.append(batch).replaceWithVoid(), vertx);
    }

    @Override
    public void record(AuditEvent refusal) {
        forwarder.add(refusal);
    }

    @PostConstruct
    void begin() {
        forwarder.start();
    }

    void shutDown(@Observes ShutdownEvent event) {
        forwarder.finish();
    }
}
