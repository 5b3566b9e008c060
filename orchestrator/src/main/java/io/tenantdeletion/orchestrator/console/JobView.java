package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.api.DeletionJobStatus;
import io.tenantdeletion.orchestrator.api.PhaseResult;
import io.tenantdeletion.orchestrator.job.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A job as a page shows it.
 *
 * @param status what the API answers about it
 * @param now when it was read
 * @param names what the people in it are called
 */
public record JobView(DeletionJobStatus status, Instant now, Names names) {

    private static final Duration TOO_SOON = Duration.ofSeconds(2);
    private static final double ALMOST = 99.9;

    /** Whose data it deletes, as people call it. */
    public String title() {
        if (status.kind() == SubjectKind.USER) {
            return "User " + names.user(status.userId());
        }
        return status.tenantName() == null
                ? "Tenant " + Formats.brief(status.tenantId())
                : Formats.shortened(status.tenantName());
    }

    /** Who asked for it. */
    public String initiator() {
        return status.initiatedBy() == null ? "a service" : names.of(status.initiatedBy());
    }

    /** The page of the job. */
    public String address() {
        return "/console/jobs/" + status.jobId();
    }

    /** Whether the caller may do this next. */
    public boolean may(String action) {
        return status.links().containsKey(action);
    }

    /** Whether the caller may do anything about it. */
    public boolean hasActions() {
        return List.of("approve", "retry", "cancel", "abort", "restore").stream()
                .anyMatch(this::may);
    }

    /** Where a deletion whose data has changed is looked at again and confirmed. */
    public String confirmAddress() {
        return status.kind() == SubjectKind.USER
                ? "/console/delete-user?user_id=" + status.userId()
                : "/console/tenants/" + status.tenantId() + "/delete";
    }

    /** Whether it goes on. */
    public boolean isOpen() {
        return status.status().isOpen();
    }

    /** Whether it deletes at this moment, or could. */
    public boolean isRunning() {
        return status.status() == JobStatus.IN_PROGRESS;
    }

    /** How much is done: by rows where it is known how many there are, by services otherwise. */
    public double percent() {
        Long expected = status.expectedItems();
        if (!isRunning() || expected == null || expected == 0) {
            return status.progress();
        }
        return Math.min(ALMOST, Math.floor(1000.0 * status.totalItemsDeleted() / expected) / 10);
    }

    /** The steps it has, of which {@code servicesCompleted} are done. */
    public int services() {
        return status.serviceResults().size();
    }

    /** Rows a second since the first were deleted, or null where that cannot be told yet. */
    public Long rate() {
        Instant began = began();
        if (!isRunning() || began == null || Duration.between(began, now).compareTo(TOO_SOON) < 0) {
            return null;
        }
        return Math.round(1000.0
                * status.totalItemsDeleted()
                / Duration.between(began, now).toMillis());
    }

    /** Seconds that it will take from now on at the pace it had, or null where that cannot be told. */
    public Double remaining() {
        Long expected = status.expectedItems();
        Long rate = rate();
        if (expected == null || rate == null || rate == 0 || status.totalItemsDeleted() >= expected) {
            return null;
        }
        return (double) (expected - status.totalItemsDeleted()) / rate;
    }

    /** Why it does not go on, or has failed: the first thing that went wrong last; null where nothing did. */
    public String firstReason() {
        if (status.waitingDetail() != null) {
            return status.waitingDetail();
        }
        return status.errorLog().isEmpty()
                ? null
                : status.errorLog().get(status.errorLog().size() - 1);
    }

    private Instant began() {
        return status.phases().values().stream()
                .map(PhaseResult::startedAt)
                .filter(Objects::nonNull)
                .skip(status.phases().containsKey("prepare") ? 1 : 0)
                .findFirst()
                .orElse(status.startedAt());
    }
}
