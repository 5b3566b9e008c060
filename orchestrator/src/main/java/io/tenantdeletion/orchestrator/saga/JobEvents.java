package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.job.AttemptEnd;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.Phases;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** What operators see of a run: one log line and the metrics for everything that happens. */
@ApplicationScoped
public class JobEvents {

    private static final Logger LOG = Logger.getLogger(JobEvents.class);

    private final JobMetrics metrics;
    private final Clock clock;

    JobEvents(JobMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The time by the clock of the application. */
    public Instant now() {
        return clock.instant();
    }

    /** A run begins; gives the time. */
    public Instant started(DeletionJob job) {
        LOG.infof(
                "orchestrator.%1$s_deletion.started job_id=%2$s %1$s_id=%3$s initiated_by=%4$s services=%5$d",
                job.subject().kind(),
                job.id(),
                job.subject(),
                job.initiatedBy(),
                job.steps().size());
        return clock.instant();
    }

    /** A service answered; its rows are counted. */
    public void answered(StepResult answer) {
        metrics.deleted(answer.service(), DeletionStep.rows(answer.service(), answer.deletedCounts()));
    }

    /** A step ended in this run. */
    public void ended(SubjectKind kind, String phase, StepResult answer, Instant since) {
        if (answer.status() == StepStatus.IN_PROGRESS) {
            return;
        }
        Duration took = Duration.between(since, clock.instant());
        if (Phases.isCheck(phase)) {
            metrics.checked(phase, answer.service(), took);
        } else {
            metrics.took(answer.service(), took);
        }
        Verification found = answer.evidence().verification();
        if (found != null) {
            metrics.touchedOthers(answer.service(), DeletionStep.rows(answer.service(), found.touchedOthers()));
        }
        if (answer.status() == StepStatus.COMPLETED) {
            LOG.infof(
                    "orchestrator.%s_deletion.service_completed phase=%s service=%s duration_ms=%d",
                    kind, phase, answer.service(), took.toMillis());
        } else {
            metrics.failed(answer.service());
            metrics.failedBecause(
                    answer.errors().isEmpty() ? "" : answer.errors().get(0));
            LOG.warnf(
                    "orchestrator.%s_deletion.service_%s phase=%s service=%s duration_ms=%d errors=%s",
                    kind,
                    answer.status() == StepStatus.PENDING ? "unavailable" : "failed",
                    phase,
                    answer.service(),
                    took.toMillis(),
                    answer.errors());
        }
    }

    /** All steps of a phase have ended in this run. */
    public void phaseEnded(String phase, Instant since) {
        metrics.phaseTook(phase, Duration.between(since, clock.instant()));
    }

    /** A service has rows left after its purge, and purges again. */
    void residual(DeletionJob job, String service, Verification found) {
        metrics.left(service, DeletionStep.rows(service, found.residual()));
        LOG.warnf(
                "orchestrator.%s_deletion.residual job_id=%s service=%s rows=\"%s\"",
                job.subject().kind(), job.id(), service, Verification.described(found.residual()));
    }

    /** A service cannot be verified while others' transactions may still write. */
    void verificationWaits(DeletionJob job, StepResult answer) {
        LOG.infof(
                "orchestrator.%s_deletion.verification_waits job_id=%s service=%s waiting_for=\"%s\"",
                job.subject().kind(),
                job.id(),
                answer.service(),
                Verification.described(answer.evidence().verification().waitingFor()));
    }

    /** An attempt ended without completing its job. */
    void waits(DeletionJob job, AttemptEnd end) {
        if (end.obstacle() != null) {
            LOG.warnf(
                    "orchestrator.%s_deletion.waits job_id=%s waiting_for=%s next_attempt_at=%s detail=\"%s\"",
                    job.subject().kind(),
                    job.id(),
                    end.obstacle().kind(),
                    end.nextAttemptAt(),
                    end.obstacle().detail());
        }
    }

    /** A run ended. */
    public void finished(DeletionJob job, JobStatus outcome, Instant since) {
        Duration took = Duration.between(since, clock.instant());
        metrics.took(JobMetrics.WHOLE_JOB, took);
        metrics.attempted(outcome);
        if (outcome == JobStatus.FAILED) {
            metrics.failed(JobMetrics.WHOLE_JOB);
        }
        LOG.infof(
                "orchestrator.%1$s_deletion.%2$s job_id=%3$s %1$s_id=%4$s duration_ms=%5$d",
                job.subject().kind(),
                outcome == JobStatus.IN_PROGRESS ? "paused" : outcome,
                job.id(),
                job.subject(),
                took.toMillis());
    }
}
