package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.StepAnswer;
import io.tenantdeletion.orchestrator.job.StepStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** What operators see of a run: one log line and the metrics for everything that happens. */
@ApplicationScoped
class JobEvents {

    private static final Logger LOG = Logger.getLogger(JobEvents.class);

    private final JobMetrics metrics;
    private final Clock clock;

    JobEvents(JobMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Instant started(DeletionJob job) {
        LOG.infof(
                "orchestrator.tenant_deletion.started job_id=%s tenant_id=%s initiated_by=%s services=%d",
                job.id(), job.tenant(), job.initiatedBy(), job.steps().size());
        return clock.instant();
    }

    void answered(StepAnswer answer) {
        metrics.deleted(
                answer.service(),
                answer.deletedCounts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    void ended(StepAnswer answer, Instant since) {
        Duration took = Duration.between(since, clock.instant());
        metrics.took(answer.service(), took);
        if (answer.status() == StepStatus.COMPLETED) {
            LOG.infof(
                    "orchestrator.tenant_deletion.service_completed service=%s duration_ms=%d",
                    answer.service(), took.toMillis());
        } else {
            metrics.failed(answer.service());
            LOG.warnf(
                    "orchestrator.tenant_deletion.service_failed service=%s duration_ms=%d errors=%s",
                    answer.service(), took.toMillis(), answer.errors());
        }
    }

    void finished(DeletionJob job, JobStatus outcome, Instant since) {
        Duration took = Duration.between(since, clock.instant());
        metrics.took(JobMetrics.WHOLE_JOB, took);
        if (outcome == JobStatus.FAILED) {
            metrics.failed(JobMetrics.WHOLE_JOB);
        }
        LOG.infof(
                "orchestrator.tenant_deletion.%s job_id=%s tenant_id=%s duration_ms=%d",
                outcome, job.id(), job.tenant(), took.toMillis());
    }
}
