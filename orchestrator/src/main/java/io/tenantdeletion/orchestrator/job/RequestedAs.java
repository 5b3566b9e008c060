package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** In which role a deletion was asked for. */
public enum RequestedAs {
    /** An owner or admin of the tenant, who must be the only one. */
    OWNER,
    /** A platform admin. */
    PLATFORM_ADMIN,
    /** A service, on its own account. */
    SERVICE,
    /** The user who is to be deleted. */
    USER;

    /** Whether a person asked who is neither platform admin nor service. */
    public boolean isOrdinary() {
        return this == OWNER || this == USER;
    }

    /** The value with this name in the store and on the wire. */
    public static RequestedAs named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
