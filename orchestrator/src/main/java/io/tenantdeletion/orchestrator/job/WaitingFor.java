package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Why an open job does nothing now. */
public enum WaitingFor {
    /** Another platform admin's decision. */
    APPROVAL,
    /** The tenant service, which could not be told yet that the tenant is to be held. */
    TENANT_SERVICE,
    /** The end of the retention. */
    RETENTION,
    /** The stop switch. */
    STOP_SWITCH;

    /** What the job waits for; empty where it runs, is about to, or has ended. */
    public static Optional<WaitingFor> of(DeletionJob job, Instant now, boolean paused) {
        if (!job.status().isOpen()) {
            return Optional.empty();
        }
        if (job.status() == JobStatus.PENDING) {
            if (job.start().approval().status() == Approval.Status.WAITING) {
                return Optional.of(APPROVAL);
            }
            if (now.isBefore(job.start().dueAt())) {
                return Optional.of(RETENTION);
            }
            if (job.start().hold() == Hold.WANTED) {
                return Optional.of(TENANT_SERVICE);
            }
        }
        return paused && !job.running() ? Optional.of(STOP_SWITCH) : Optional.empty();
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
