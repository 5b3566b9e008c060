package io.tenantdeletion.commons.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Log events {@code {service}.tenant_deletion.*} and the metrics {@code tenant_deletion_*} of a service. */
@ApplicationScoped
public class PurgeEvents {

    private static final Logger LOG = Logger.getLogger("tenant_deletion");

    private final MeterRegistry metrics;

    PurgeEvents(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Makes the metrics of a service visible before its first deletion. */
    public void announce(String service) {
        duration(service);
        items(service);
        errors(service);
    }

    public void started(String service) {
        LOG.infof("%s.tenant_deletion.started", service);
    }

    public void deleting(String service, String table) {
        LOG.infof("%s.tenant_deletion.deleting_%s", service, table);
    }

    public void deleted(String service, String table, long rows) {
        LOG.infof("%s.tenant_deletion.%s_deleted rows=%d", service, table, rows);
    }

    /** A call has committed. */
    public void ended(String service, boolean complete, long rows, Duration took) {
        LOG.infof(
                "%s.tenant_deletion.%s rows=%d duration_ms=%d",
                service, complete ? "completed" : "incomplete", rows, took.toMillis());
        items(service).increment(rows);
        duration(service).record(took);
    }

    /** A call has failed and deleted nothing; its stack is logged where the failure becomes an answer. */
    public void failed(String service, Throwable failure) {
        LOG.errorf("%s.tenant_deletion.failed error=\"%s\"", service, failure.getMessage());
        errors(service).increment();
    }

    private Timer duration(String service) {
        return Timer.builder("tenant.deletion.duration")
                .description("Time a purge call took")
                .tag("service", service)
                .register(metrics);
    }

    private Counter items(String service) {
        return Counter.builder("tenant.deletion.items.deleted")
                .description("Rows deleted and committed")
                .tag("service", service)
                .register(metrics);
    }

    private Counter errors(String service) {
        return Counter.builder("tenant.deletion.errors")
                .description("Purge calls that failed and deleted nothing")
                .tag("service", service)
                .register(metrics);
    }
}
