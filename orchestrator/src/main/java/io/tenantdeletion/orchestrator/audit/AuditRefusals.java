package io.tenantdeletion.orchestrator.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.AuditTrailConfig;
import io.tenantdeletion.commons.audit.RefusalForwarder;
import io.tenantdeletion.commons.audit.RefusalTrail;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.DatabaseException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Writes the orchestrator's own refusals down, a moment later and many at once. */
@Startup
@ApplicationScoped
class AuditRefusals implements RefusalTrail {

    private final RefusalForwarder forwarder;

    AuditRefusals(AuditLog log, AuditTrailConfig config, Vertx vertx) {
        forwarder = new RefusalForwarder(config, "orchestrator", log::append, AuditRefusals::isUnwritable, vertx);
    }

    /** Whether the database will never take the value: SQLSTATE classes 22, data exception, and 23, constraints. */
    private static boolean isUnwritable(Throwable failure) {
        return failure instanceof DatabaseException refusal
                && refusal.getSqlState() != null
                && refusal.getSqlState().matches("2[23]...");
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
