package io.tenantdeletion.orchestrator.participant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;

/** The circuit breakers of this replica, as metrics. */
@Startup
@ApplicationScoped
class CircuitGauges {

    private final MeterRegistry meters;
    private final ParticipantRegistry participants;

    CircuitGauges(MeterRegistry meters, ParticipantRegistry participants) {
        this.meters = meters;
        this.participants = participants;
    }

    @PostConstruct
    void register() {
        participants
                .all()
                .forEach(one -> Gauge.builder("tenant.deletion.circuit.open", () -> open(one))
                        .description("Whether calls of a service are not made: 1 open, 0.5 half open, 0 closed")
                        .tag("service", one.name())
                        .register(meters));
    }

    private static double open(Participant one) {
        return switch (one.circuit()) {
            case OPEN -> 1;
            case HALF_OPEN -> 0.5;
            case CLOSED -> 0;
        };
    }
}
