package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Why an open or failed job does nothing now. */
public enum WaitingFor {
    /** A legal hold to be lifted. */
    LEGAL_HOLD,
    /** Another platform admin's decision. */
    APPROVAL,
    /** The tenant service, which could not be told yet that the tenant is to be suspended. */
    TENANT_SERVICE,
    /** The end of the retention. */
    RETENTION,
    /** The stop switch. */
    STOP_SWITCH,
    /** Somebody who did not answer; tried again by itself, unless the job has failed: then a person has to look. */
    UNAVAILABLE,
    /** A person: a rule or a service says no. */
    REFUSED,
    /** A person: what would be deleted is not what was confirmed. */
    DRIFTED;

    /** What the job waits for; empty where it runs, is about to, or has ended well. */
    public static Optional<WaitingFor> of(DeletionJob job, Instant now, boolean paused) {
        if (job.running() || !job.status().isOpen() && job.status() != JobStatus.FAILED) {
            return Optional.empty();
        }
        if (job.waiting().heldSince() != null
                && job.status().isOpen()
                && !job.restoration().isUndo()) {
            return Optional.of(LEGAL_HOLD);
        }
        if (job.status() == JobStatus.PENDING) {
            if (job.start().approval().status() == Approval.Status.WAITING) {
                return Optional.of(APPROVAL);
            }
            if (now.isBefore(job.start().dueAt())) {
                return Optional.of(RETENTION);
            }
            if (job.start().suspension() == Suspension.WANTED) {
                return Optional.of(TENANT_SERVICE);
            }
        }
        if (paused && job.status().isOpen() && !job.restoration().isUndo()) {
            return Optional.of(STOP_SWITCH);
        }
        return Optional.ofNullable(job.waiting().obstacle()).map(Obstacle::kind);
    }

    /** Whether it is nobody's fault and may take days: it is waited for as long as it takes. */
    public boolean mayTakeDays() {
        return this == LEGAL_HOLD || this == APPROVAL || this == RETENTION;
    }

    /** The value with this name in the store and on the wire. */
    static WaitingFor named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
