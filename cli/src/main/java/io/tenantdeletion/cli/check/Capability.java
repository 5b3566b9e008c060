package io.tenantdeletion.cli.check;

/** What a service says that it can do, as in {@code deletion.participants.NAME.capabilities}. */
enum Capability {
    PREVIEW,
    PURGE,
    FENCE,
    VERIFY,
    RESTORE
}
