package io.tenantdeletion.commons.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Log events {@code {service}.tenant_deletion.*} and metrics {@code tenant_deletion_*} of the deletion of tenants; the
 * same with {@code user} of the deletion of users.
 */
public final class PurgeEvents {

    private static final String SET = "set";
    private static final String LIFTED = "lifted";

    private final MeterRegistry metrics;
    private final String subject;
    private final Map<String, String> labels;
    private final Logger log;

    /**
     * @param subject the word for whose rows are deleted, such as {@code tenant}
     * @param labels the value of the label {@code service} by the name in log events, where that is another one
     */
    PurgeEvents(MeterRegistry metrics, String subject, Map<String, String> labels) {
        this.metrics = metrics;
        this.subject = subject;
        this.labels = labels;
        this.log = Logger.getLogger(subject + "_deletion");
    }

    /**
     * Makes the metrics of a service visible before its first deletion.
     *
     * @param service its name in log events
     * @param label its name in paths, by which metrics know it in every application
     */
    public void announce(String service, String label) {
        labels.put(service, label);
        duration(service);
        items(service);
        errors(service);
        fences(service, SET);
        fences(service, LIFTED);
    }

    /** A fence stands; one that stood already counts again. */
    public void fenced(String service) {
        fences(service, SET).increment();
    }

    /** A fence is gone. */
    public void fenceLifted(String service) {
        fences(service, LIFTED).increment();
    }

    public void started(String service) {
        log.infof("%s.%s_deletion.started", service, subject);
    }

    public void deleting(String service, String table) {
        log.infof("%s.%s_deletion.deleting_%s", service, subject, table);
    }

    public void deleted(String service, String table, long rows) {
        log.infof("%s.%s_deletion.%s_deleted rows=%d", service, subject, table, rows);
    }

    /** Rows that stay have lost their subject: rows that others refer to, or that belong to others. */
    public void anonymized(String service, String table, long rows) {
        log.infof("%s.%s_deletion.%s_released rows=%d", service, subject, table, rows);
    }

    /** A call ends early, because others wait for what it holds. */
    public void yielded(String service) {
        log.infof("%s.%s_deletion.yielded", service, subject);
    }

    /**
     * A call has committed.
     *
     * @param checks how foreign keys were checked: by PostgreSQL for every row, or by locked parents
     */
    public void ended(String service, boolean complete, long rows, Duration took, String checks) {
        log.infof(
                "%s.%s_deletion.%s rows=%d duration_ms=%d referential_checks=%s",
                service, subject, complete ? "completed" : "incomplete", rows, took.toMillis(), checks);
        items(service).increment(rows);
        duration(service).record(took);
    }

    /** A call has failed and deleted nothing; its stack is logged where the failure becomes an answer. */
    public void failed(String service, Throwable failure) {
        log.errorf("%s.%s_deletion.failed error=\"%s\"", service, subject, failure.getMessage());
        errors(service).increment();
    }

    private Timer duration(String service) {
        return Timer.builder(subject + ".deletion.duration")
                .description("Time a purge call took")
                .tag("service", labels.getOrDefault(service, service))
                .register(metrics);
    }

    private Counter items(String service) {
        return Counter.builder(subject + ".deletion.items.deleted")
                .description("Rows deleted and committed")
                .tag("service", labels.getOrDefault(service, service))
                .register(metrics);
    }

    private Counter errors(String service) {
        return Counter.builder(subject + ".deletion.errors")
                .description("Purge calls that failed and deleted nothing")
                .tag("service", labels.getOrDefault(service, service))
                .register(metrics);
    }

    private Counter fences(String service, String what) {
        return Counter.builder(subject + ".deletion.fences")
                .description("Calls that have set or lifted a fence")
                .tag("service", labels.getOrDefault(service, service))
                .tag("action", what)
                .register(metrics);
    }
}
