package io.tenantdeletion.commons.delivery;

import java.util.List;

/** What the platform tells the world; each is its routing key, too. */
public final class EventTypes {

    public static final String TENANT_DELETION_REQUESTED = "tenant.deletion_requested";
    public static final String TENANT_DELETION_CANCELLED = "tenant.deletion_cancelled";
    public static final String TENANT_DELETION_FAILED = "tenant.deletion_failed";
    public static final String TENANT_DELETION_ROLLED_BACK = "tenant.deletion_rolled_back";
    public static final String TENANT_DELETED = "tenant.deleted";
    public static final String TENANT_RESTORED = "tenant.restored";
    public static final String SUBSCRIPTION_CANCELLED = "subscription.cancelled";
    public static final String OWNERSHIP_TRANSFERRED = "ownership.transferred";
    public static final String USER_DELETION_REQUESTED = "user.deletion_requested";
    public static final String USER_DELETION_CANCELLED = "user.deletion_cancelled";
    public static final String USER_DELETION_FAILED = "user.deletion_failed";
    public static final String USER_DELETED = "user.deleted";
    public static final String USER_RESTORED = "user.restored";
    public static final String CERTIFICATE_ISSUED = "certificate.issued";

    /** A line on its way to the audit log, for nobody else. */
    public static final String AUDIT_LINE = "audit.line";

    /** All of them: what the world is told. An event of another type goes only to a sink that wants just that one. */
    public static final List<String> ALL = List.of(
            TENANT_DELETION_REQUESTED,
            TENANT_DELETION_CANCELLED,
            TENANT_DELETION_FAILED,
            TENANT_DELETION_ROLLED_BACK,
            TENANT_DELETED,
            TENANT_RESTORED,
            SUBSCRIPTION_CANCELLED,
            OWNERSHIP_TRANSFERRED,
            USER_DELETION_REQUESTED,
            USER_DELETION_CANCELLED,
            USER_DELETION_FAILED,
            USER_DELETED,
            USER_RESTORED,
            CERTIFICATE_ISSUED);

    private static final String MAIL_ONLY = "mail.";

    private EventTypes() {}

    /** Whether events of this type have mail sent and are told to nobody else. */
    public static boolean isForMailOnly(String type) {
        return type.startsWith(MAIL_ONLY);
    }
}
