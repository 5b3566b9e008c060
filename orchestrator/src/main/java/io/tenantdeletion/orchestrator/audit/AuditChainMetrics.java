package io.tenantdeletion.orchestrator.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What the last verification of the audit log has found, whoever asked for it. */
@Startup
@ApplicationScoped
class AuditChainMetrics {

    private static final Logger LOG = Logger.getLogger(AuditChainMetrics.class);

    private final MeterRegistry meters;

    private volatile double broken;
    private volatile double lines;

    AuditChainMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @PostConstruct
    void registerAtZero() {
        Gauge.builder("audit.chain.broken", () -> broken)
                .description("Whether a line of the audit log was missing or changed when it was last verified: 1")
                .register(meters);
        Gauge.builder("audit.chain.lines", () -> lines)
                .description("Lines of the audit log that were found in order when it was last verified")
                .register(meters);
    }

    void verified(ChainState state) {
        lines = state.lines();
        broken = state.valid() ? 0 : 1;
        if (!state.valid()) {
            LOG.errorf("audit.chain.broken at=%d problem=\"%s\"", state.brokenAt(), state.problem());
        }
    }
}
