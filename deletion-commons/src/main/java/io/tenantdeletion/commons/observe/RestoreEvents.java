package io.tenantdeletion.commons.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdeletion.commons.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Log events {@code {service}.tenant_restore.*} and {@code {service}.user_restore.*}, and how often what was deleted
 * has come back. Every event begins with the word for whose rows they are.
 */
@ApplicationScoped
public class RestoreEvents {

    private static final Logger LOG = Logger.getLogger("tenant_restore");
    private static final int LAST_OF_CALLERS = 499;

    private final MeterRegistry metrics;

    RestoreEvents(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** A restore begins. */
    public void started(String subject, String service) {
        LOG.infof("%s.%s_restore.started", service, subject);
    }

    /**
     * All rows are back.
     *
     * @param service its name in log events
     * @param label its name in paths, by which metrics know it
     */
    public void restored(String subject, String service, String label, long rows, long nanos) {
        LOG.infof(
                "%s.%s_restore.completed rows=%d duration_ms=%d",
                service, subject, rows, Duration.ofNanos(nanos).toMillis());
        count(label, "restored");
    }

    /** Nothing was changed. */
    public void failed(String subject, String service, String label, Throwable failure) {
        boolean isRefused =
                failure instanceof ProblemException problem && problem.type().status() <= LAST_OF_CALLERS;
        LOG.warnf("%s.%s_restore.%s error=\"%s\"", service, subject, word(isRefused), failure.getMessage());
        count(label, word(isRefused));
    }

    /** A log was destroyed before its end. */
    public void forgotten(String subject, String service) {
        LOG.infof("%s.%s_restore.forgotten", service, subject);
    }

    /** Logs have come to their end. */
    public void expired(String subject, String service, long logs) {
        LOG.infof("%s.%s_restore.expired logs=%d", service, subject, logs);
    }

    private static String word(boolean isRefused) {
        return isRefused ? "refused" : "failed";
    }

    private void count(String label, String outcome) {
        Counter.builder("tenant.deletion.restores")
                .description("Restores of what was deleted, by how they ended")
                .tag("service", label)
                .tag("outcome", outcome)
                .register(metrics)
                .increment();
    }
}
