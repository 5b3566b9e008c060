package io.tenantdeletion.tenant.forward;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvents;
import io.tenantdeletion.tenant.audit.AuditOutbox;
import io.tenantdeletion.tenant.audit.Delivery;
import io.tenantdeletion.tenant.jobs.AuditConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Sends what waits in the outbox to the audit log, oldest first, at least once. */
@ApplicationScoped
class AuditForwarder {

    private static final Logger LOG = Logger.getLogger(AuditForwarder.class);

    private final AuditOutbox outbox;
    private final AuditDelivery delivery;
    private final Backoff backoff;
    private final AtomicBoolean failing = new AtomicBoolean();

    AuditForwarder(AuditOutbox outbox, AuditDelivery delivery, AuditConfig config) {
        this.outbox = outbox;
        this.delivery = delivery;
        this.backoff = new Backoff(config.forwardEvery(), config.maxPause(), Clock.systemUTC());
    }

    @Scheduled(every = "${tenant.audit.forward-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forward() {
        return backoff.isDue() ? forwardAll() : Uni.createFrom().voidItem();
    }

    private Uni<Void> forwardAll() {
        return Multi.createBy()
                .repeating()
                .uni(() -> outbox.take(AuditEvents.MAX, delivery::send))
                .whilst(done -> done.isComplete() && done.size() == AuditEvents.MAX)
                .collect()
                .last()
                .onFailure()
                .recoverWithItem(Delivery::none)
                .invoke(last -> {
                    if (last.isComplete()) {
                        succeeded();
                    } else {
                        failed(last.failure());
                    }
                })
                .replaceWithVoid();
    }

    private void succeeded() {
        failing.set(false);
        backoff.succeeded();
    }

    /** Told once per outage: what could not be sent is kept and sent later. */
    private void failed(Throwable failure) {
        backoff.failed();
        if (failing.compareAndSet(false, true)) {
            LOG.warnf("Audit events are kept, for they could not be forwarded: %s", failure.getMessage());
        }
    }
}
