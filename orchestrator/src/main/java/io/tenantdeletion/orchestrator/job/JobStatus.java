package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a job is in its life. {@link #mayBecome} is the whole state machine. */
public enum JobStatus {
    PENDING,
    IN_PROGRESS,
    COMPLETED,
    FAILED,
    CANCELLED,
    ROLLED_BACK;

    /** The status with this name on the wire, such as {@code in_progress}. */
    public static Optional<JobStatus> named(String name) {
        return Arrays.stream(values())
                .filter(status -> status.toString().equals(name))
                .findFirst();
    }

    /** Whether a job may go from this status to {@code next} in one transition. */
    public boolean mayBecome(JobStatus next) {
        return successors().contains(next);
    }

    /** Whether the job still has something to do by itself; a tenant has at most one such job. */
    public boolean isOpen() {
        return this == PENDING || this == IN_PROGRESS;
    }

    private Set<JobStatus> successors() {
        return switch (this) {
            // Failed without having begun: what is to be deleted is not what was confirmed.
            case PENDING -> EnumSet.of(IN_PROGRESS, CANCELLED, FAILED);
            case IN_PROGRESS -> EnumSet.of(COMPLETED, FAILED, ROLLED_BACK);
            // Cancelled only where it never began.
            case FAILED -> EnumSet.of(IN_PROGRESS, CANCELLED);
            case COMPLETED, CANCELLED, ROLLED_BACK -> EnumSet.noneOf(JobStatus.class);
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
