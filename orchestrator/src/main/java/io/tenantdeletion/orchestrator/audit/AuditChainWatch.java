package io.tenantdeletion.orchestrator.audit;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Has the audit log verified every now and then although nobody asks: for the metrics. */
@ApplicationScoped
class AuditChainWatch {

    private static final Logger LOG = Logger.getLogger(AuditChainWatch.class);

    private final AuditChain chain;

    AuditChainWatch(AuditChain chain, AuditChainConfig config) {
        this.chain = chain;
    }

    @Scheduled(every = "${deletion.chain.verify-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> verify() {
        return chain.verify()
                .onFailure()
                .invoke(failure -> LOG.warnf("The audit log could not be verified: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
