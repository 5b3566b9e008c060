package io.tenantdeletion.commons.observe;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Where the events of purges go. */
@ApplicationScoped
public class Observation {

    private final MeterRegistry metrics;

    Observation(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** @param subject the word for whose rows are deleted, such as {@code tenant} */
    public PurgeEvents of(String subject) {
        return new PurgeEvents(metrics, subject);
    }
}
