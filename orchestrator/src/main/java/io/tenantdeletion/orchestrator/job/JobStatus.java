package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a job is in its life. */
public enum JobStatus {
    PENDING,
    IN_PROGRESS,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** It has failed for good, and what it had deleted is back. */
    ROLLED_BACK,
    /** It was completed, and what it had deleted is back. */
    RESTORED;

    /** The status with this name on the wire, such as {@code in_progress}. */
    public static Optional<JobStatus> named(String name) {
        return Arrays.stream(values())
                .filter(status -> status.toString().equals(name))
                .findFirst();
    }

    /** Whether the job still has something to do by itself; a tenant has at most one such job. */
    public boolean isOpen() {
        return this == PENDING || this == IN_PROGRESS;
    }

    /** Whether everything it was to do is done. */
    public boolean isGood() {
        return this == COMPLETED || this == RESTORED || this == ROLLED_BACK;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
