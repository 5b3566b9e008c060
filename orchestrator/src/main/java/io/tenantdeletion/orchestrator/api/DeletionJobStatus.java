package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.Approval;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Expectation;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobSummary;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job as callers see it.
 *
 * @param jobId which
 * @param kind what it deletes
 * @param tenantId whose data, where it deletes a tenant; null otherwise
 * @param userId whose data, where it deletes a user; null otherwise
 * @param tenantName the tenant's name when the job was made
 * @param initiatedBy the user who asked for it, or null
 * @param reason why, or null
 * @param status where it is
 * @param mode {@code shadow} of a rehearsal, which deletes nothing and ends as cancelled; absent otherwise
 * @param waitingFor why an open or failed job does nothing now, or null
 * @param waitingSince since when, or null
 * @param waitingDetail the same in plain words, and what a person can do; or null
 * @param nextAttemptAt when it is tried again by itself, or null
 * @param legalHold whether a legal hold stands on its subject, or on somebody who would go along
 * @param dueAt when it may begin: the end of its retention
 * @param approval the second pair of eyes, or null where none is needed
 * @param progress percent, 0 to 100, every service weighing the same
 * @param totalItemsDeleted rows removed so far by all services
 * @param servicesCompleted services that are done, {@code tenant} included
 * @param servicesFailed services that failed
 * @param expectedItems rows to be removed, as they were confirmed, or else counted when it began; null before, and
 *     where nobody has counted
 * @param phase the phase it is in, or will begin with; null once it has ended well
 * @param phases per phase, in order
 * @param serviceResults per service; {@code tenant} is the last step
 * @param errorLog one line per failure of every run, oldest first
 * @param createdAt when it was written down, UTC
 * @param startedAt when it first ran, or null
 * @param completedAt when it ended, or null
 * @param duration seconds from start to end, or until now while it runs; null before
 * @param restore whether it can be undone
 * @param links what can be done next, and how
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "DeletionJob")
public record DeletionJobStatus(
        JobId jobId,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"tenant", "user"})
        SubjectKind kind,

        TenantId tenantId,
        UserId userId,
        String tenantName,
        UserId initiatedBy,
        String reason,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"pending", "in_progress", "completed", "failed", "cancelled", "rolled_back", "restored"})
        JobStatus status,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"shadow"})
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String mode,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {
                    "approval",
                    "tenant_service",
                    "retention",
                    "stop_switch",
                    "unavailable",
                    "refused",
                    "drifted",
                    "legal_hold"
                })
        WaitingFor waitingFor,

        Instant waitingSince,
        String waitingDetail,
        Instant nextAttemptAt,
        boolean legalHold,

        Instant dueAt,
        Approval approval,
        double progress,
        long totalItemsDeleted,
        int servicesCompleted,
        int servicesFailed,
        Long expectedItems,
        String phase,
        Map<String, PhaseResult> phases,
        Map<String, ServiceResult> serviceResults,
        List<String> errorLog,
        Instant createdAt,
        Instant startedAt,
        Instant completedAt,
        Double duration,
        RestoreView restore,
        @JsonProperty("_links") Map<String, Link> links) {

    /** Where a next step is taken. */
    public record Link(String href, String method) {}

    static DeletionJobStatus of(DeletionJob job, Instant now, boolean paused, Map<String, Link> links) {
        JobSummary summary = JobSummary.of(job.steps());
        JobWaiting waiting = JobWaiting.of(job, now, paused);
        Expectation expected = job.start().expected();
        return new DeletionJobStatus(
                job.id(),
                job.subject().kind(),
                job.tenant(),
                job.user(),
                job.tenantName(),
                job.initiatedBy(),
                job.origin().reason(),
                job.status(),
                job.isShadow() ? "shadow" : null,
                waiting.waitingFor(),
                waiting.since(),
                waiting.detail(),
                job.running() || job.status() == JobStatus.CANCELLED
                        ? null
                        : job.waiting().nextAttemptAt(),
                job.waiting().heldSince() != null,
                job.start().dueAt(),
                approval(job),
                summary.progress(),
                summary.totalItemsDeleted(),
                summary.servicesCompleted(),
                summary.servicesFailed(),
                expected == null ? job.expectedRows() : Long.valueOf(expected.rows()),
                PhaseResult.current(job),
                PhaseResult.of(job, now),
                ServiceResult.of(job, now),
                job.errorLog(),
                job.times().createdAt(),
                job.times().startedAt(),
                job.times().completedAt(),
                JobSummary.seconds(job.times().startedAt(), job.times().completedAt(), now),
                RestoreView.of(job, now),
                links);
    }

    private static Approval approval(DeletionJob job) {
        Approval approval = job.start().approval();
        // Nobody waits any more for an approval of what was cancelled.
        boolean idle =
                approval.status() == Approval.Status.WAITING && !job.status().isOpen();
        return idle || approval.status() == Approval.Status.NOT_NEEDED ? null : approval;
    }
}
