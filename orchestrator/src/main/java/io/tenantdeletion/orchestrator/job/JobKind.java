package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a job deletes. */
public enum JobKind {
    TENANT,
    USER;

    /** The value with this name in the store and on the wire. */
    public static JobKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
