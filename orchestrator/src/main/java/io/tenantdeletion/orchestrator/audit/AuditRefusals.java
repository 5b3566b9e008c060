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
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes the orchestrator's own refusals down, a moment later and many at once. */
@Startup
@ApplicationScoped
class AuditRefusals implements RefusalTrail {

    private static final Logger LOG = Logger.getLogger(AuditRefusals.class);
    private static final long LAST_FLUSH_SECONDS = 5;

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

    /** The thread that stops the application waits: afterwards there is no database connection any more. */
    void shutDown(@Observes ShutdownEvent event) {
        forwarder.stop();
        forwarder
                .flush()
                .subscribeAsCompletionStage()
                .orTimeout(LAST_FLUSH_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    LOG.warn("The last refusals could not be written down", failure);
                    return null;
                })
                .join();
    }
}
