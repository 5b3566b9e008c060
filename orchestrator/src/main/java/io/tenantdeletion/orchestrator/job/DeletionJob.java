package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A job as it is written down.
 *
 * @param id which
 * @param subject whose data
 * @param tenantName the tenant's name when the job was made, or null
 * @param origin who asked for it and why
 * @param status where it is
 * @param start what it waits for before it begins
 * @param expectedRows how many rows it will delete, as counted when it began; null before, and where nobody has counted
 * @param requestHash digest of the request it was made by, where that had an idempotency key; or null
 * @param times when it was written down, first ran and last ended
 * @param waiting what its last attempt came up against
 * @param running whether a run holds its lease
 * @param errorLog one line per failure of every run, oldest first
 * @param steps one per service, in order of registration, the tenant step last
 * @param restoration what is known about undoing it
 */
public record DeletionJob(
        JobId id,
        Subject subject,
        String tenantName,
        Origin origin,
        JobStatus status,
        Start start,
        Long expectedRows,
        String requestHash,
        Times times,
        Waiting waiting,
        boolean running,
        List<String> errorLog,
        List<DeletionStep> steps,
        Restoration restoration) {

    /** The tenant, or null where a user is deleted. */
    public TenantId tenant() {
        return subject.tenant();
    }

    /** The user, or null where a tenant is deleted. */
    public UserId user() {
        return subject.user();
    }

    /** The user who asked for it, or null. */
    public UserId initiatedBy() {
        return origin.initiatedBy();
    }

    /** Whether a platform admin has left this service out, whatever some of its steps had come to before. */
    public boolean hasLeftOut(String service) {
        return steps.stream()
                .anyMatch(step ->
                        step.status() == StepStatus.LEFT_OUT && step.service().equals(service));
    }

    /** Who has left this service out and why; null where nobody has, or that was not written down. */
    public LeftOut leftOut(String service) {
        return steps.stream()
                .filter(step -> step.service().equals(service))
                .map(DeletionStep::leftOut)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whose steps of this phase have begun, so that there may be something to undo. */
    public List<String> begun(String phase) {
        return steps.stream()
                .filter(step -> step.phase().equals(phase) && step.attempts() > 0)
                .map(DeletionStep::service)
                .filter(service -> !hasLeftOut(service))
                .toList();
    }

    /** Whether it only rehearses. */
    public boolean isShadow() {
        return start.shadow();
    }

    /** Whether rows may be gone, its own or its parts', so that it can only end by being completed. */
    public boolean hasBegunPurge() {
        return hasBegunOwnPurge() || times.partBegunAt() != null;
    }

    /** Whether rows may be gone, without those of its parts. */
    public boolean hasBegunOwnPurge() {
        return times.purgeBegunAt() != null;
    }

    /** Whether somebody could have it restored at this time, as far as the store knows. */
    public boolean isRestorable(Instant now) {
        return status == JobStatus.COMPLETED
                && restoration.log() == Restoration.Log.KEPT
                && restoration.withoutLog().isEmpty()
                && restoration.until() != null
                && now.isBefore(restoration.until());
    }

    /** Whether a request with this retention asks for nothing else than this job, to the minute; null asks for none. */
    public boolean answers(Duration retention) {
        if (retention == null || retention.isZero() && status != JobStatus.PENDING) {
            return true;
        }
        Duration own = Duration.between(times.createdAt(), start.dueAt());
        return status == JobStatus.PENDING && own.minus(retention).abs().compareTo(Duration.ofMinutes(1)) < 0;
    }

    /** Whether it waits for nobody's decision and its time has come; where it has begun, it has. */
    public boolean mayBegin(Instant now) {
        return status != JobStatus.PENDING
                || start.approval().status() != Approval.Status.WAITING
                        && !start.dueAt().isAfter(now);
    }

    /** Whether a person may take it back: it has not begun, or has come to nothing before a row was deleted. */
    public boolean isCancellable() {
        return !running && !hasBegunPurge() && (status.isOpen() || status == JobStatus.FAILED);
    }

    /** Whether it goes on at once where somebody says so: it has failed, or waits to be tried again by itself. */
    public boolean isRetryable() {
        return !running && (status == JobStatus.FAILED || status.isOpen() && waiting.nextAttemptAt() != null);
    }

    /**
     * What a job waits for before it begins.
     *
     * @param dueAt the time it waits for
     * @param suspension the tenant service's agreement
     * @param token grows with every decision about a suspension; the tenant service refuses older ones
     * @param approval the second pair of eyes
     * @param expected what is compared with the services' counts at the beginning, or null
     * @param forced whether the tenant service or the identity provider need not know the subject
     * @param disregarded owners and admins who do not count when it is asked whether anybody else needs the tenant
     * @param shadow whether it only rehearses
     */
    public record Start(
            Instant dueAt,
            Suspension suspension,
            long token,
            Approval approval,
            Expectation expected,
            boolean forced,
            List<UserId> disregarded,
            boolean shadow) {}

    /**
     * Times of a job, UTC.
     *
     * @param createdAt when it was written down
     * @param startedAt when it first ran, or null
     * @param purgeBegunAt since when rows may be gone, or null
     * @param partBegunAt since when those of a tenant that goes along may be, or null
     * @param completedAt when it last ended, or null
     * @param certifiedAt when its certificate was issued, or null
     */
    public record Times(
            Instant createdAt,
            Instant startedAt,
            Instant purgeBegunAt,
            Instant partBegunAt,
            Instant completedAt,
            Instant certifiedAt) {}
}
