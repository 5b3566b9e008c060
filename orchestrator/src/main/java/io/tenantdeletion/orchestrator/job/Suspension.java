package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether the tenant service keeps the tenant from being changed while a job waits or runs. */
public enum Suspension {
    /** Nothing to suspend, or not any more. */
    NONE,
    /** The tenant service is to be asked; the job begins only when it has agreed. */
    WANTED,
    /** The tenant takes no writes. */
    SUSPENDED,
    /** The job will not run; the tenant service is to be told so. */
    UNWANTED;

    /** The value with this name in the store and on the wire. */
    public static Suspension named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
