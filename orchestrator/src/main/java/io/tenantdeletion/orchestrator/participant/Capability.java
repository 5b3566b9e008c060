package io.tenantdeletion.orchestrator.participant;

import java.util.Locale;

/** What a participant can do, of tenants' data and, where it holds some, of users'. */
public enum Capability {
    /** Counts what a deletion would remove. */
    PREVIEW,
    /** Deletes; without it a service cannot take part at all. */
    PURGE,
    /** Says whether it can delete, and lets in no row of the subject from then on. */
    FENCE,
    /** Counts what is left, by the catalog of its database and not by its own plan. */
    VERIFY,
    /** Puts back what it has deleted. */
    RESTORE,
    /** Removes what deleted rows have named outside its database. */
    EXTERNAL_DATA;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
