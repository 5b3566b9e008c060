package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a deletion that has failed for good after rows are gone. */
public enum OnFailure {
    /** It stays failed until a person retries it. */
    RETRY,
    /** What is gone is restored. */
    ROLLBACK;

    /** The value with this name in the store and on the wire. */
    public static OnFailure named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
