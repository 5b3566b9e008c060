package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where one service's part of a job is. */
public enum StepStatus {
    /** Not begun. */
    PENDING,
    /** Being called, or to be called again after a crash. */
    IN_PROGRESS,
    /** The service said that nothing is left. */
    COMPLETED,
    /** The service failed, refused, or could not be reached; the step's errors say which. */
    FAILED,
    /** Deliberately not run, because something it waits for failed. */
    SKIPPED,
    /** Not asked any more: a platform admin said so of a service that is not registered any more. */
    LEFT_OUT;

    /** Whether this run of the job has nothing more to do for the step. */
    public boolean isEnded() {
        return this == COMPLETED || this == FAILED || this == SKIPPED;
    }

    /** The status with this name on the wire. */
    static StepStatus named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
