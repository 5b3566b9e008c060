package io.tenantdeletion.commons.observe;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the events of purges go. */
@ApplicationScoped
public class Observation {

    private final MeterRegistry metrics;
    private final Map<String, String> labels = new ConcurrentHashMap<>();

    Observation(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** @param subject the word for whose rows are deleted, such as {@code tenant} */
    public PurgeEvents of(String subject) {
        return new PurgeEvents(metrics, subject, labels);
    }
}
