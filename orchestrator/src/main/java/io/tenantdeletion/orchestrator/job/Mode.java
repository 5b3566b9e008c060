package io.tenantdeletion.orchestrator.job;

/** Whether deletions are carried out. */
public enum Mode {
    /** They are. */
    DELETE,
    /** They are rehearsed: services are asked what they would delete and what is in the way, and nothing is changed. */
    SHADOW
}
