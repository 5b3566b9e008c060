package io.tenantdeletion.orchestrator.identity;

/** What the identity provider says of a user's account. */
public enum AccountState {
    /** It is there, and its user can log in. */
    ENABLED,
    /** It is there, but its user cannot log in. */
    DISABLED,
    /** There is none. */
    ABSENT
}
