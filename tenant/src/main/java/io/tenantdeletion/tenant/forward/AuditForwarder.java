package io.tenantdeletion.tenant.forward;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvents;
import io.tenantdeletion.tenant.audit.AuditOutbox;
import io.tenantdeletion.tenant.jobs.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Sends what waits in the outbox to the audit log, oldest first, at least once. */
@ApplicationScoped
class AuditForwarder {

    private static final Logger LOG = Logger.getLogger(AuditForwarder.class);

    private final AuditOutbox outbox;
    private final AuditLog log;
    private final AtomicBoolean failing = new AtomicBoolean();

    AuditForwarder(AuditOutbox outbox, AuditLog log) {
        this.outbox = outbox;
        this.log = log;
    }

    @Scheduled(every = "${tenant.audit.forward-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forward() {
        return Multi.createBy()
                .repeating()
                .uni(() -> outbox.take(AuditEvents.MAX, log::append))
                .whilst(taken -> taken == AuditEvents.MAX)
                .collect()
                .last()
                .invoke(taken -> failing.set(false))
                .onFailure()
                .invoke(this::warn)
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    /** Once per outage: what could not be sent is kept and sent later. */
    private void warn(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.warnf("Audit events are kept, for they could not be forwarded: %s", failure.getMessage());
        }
    }
}
