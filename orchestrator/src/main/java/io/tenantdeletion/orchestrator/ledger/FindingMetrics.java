package io.tenantdeletion.orchestrator.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many findings there are, by code, from the start. */
@Startup
@ApplicationScoped
class FindingMetrics {

    private final MeterRegistry meters;
    private final Map<FindingCode, Long> open = new ConcurrentHashMap<>();

    FindingMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @PostConstruct
    void registerAtZero() {
        for (FindingCode code : FindingCode.values()) {
            findings(code);
            Gauge.builder("tenant.deletion.findings.open", () -> open.getOrDefault(code, 0L))
                    .description("Findings that nobody has resolved, by code")
                    .tag("code", code.toString())
                    .register(meters);
        }
    }

    void found(FindingCode code) {
        findings(code).increment();
    }

    void areOpen(Map<FindingCode, Long> counted) {
        for (FindingCode code : FindingCode.values()) {
            open.put(code, counted.getOrDefault(code, 0L));
        }
    }

    private Counter findings(FindingCode code) {
        return Counter.builder("tenant.deletion.findings")
                .description("Findings about erased subjects, by code")
                .tag("code", code.toString())
                .register(meters);
    }
}
