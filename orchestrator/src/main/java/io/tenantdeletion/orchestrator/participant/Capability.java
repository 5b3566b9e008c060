package io.tenantdeletion.orchestrator.participant;

/** What a participant can do. */
public enum Capability {
    /** Counts what a deletion would remove. */
    PREVIEW,
    /** Deletes; without it a service cannot take part at all. */
    PURGE
}
