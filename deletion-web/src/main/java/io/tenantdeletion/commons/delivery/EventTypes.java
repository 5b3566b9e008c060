package io.tenantdeletion.commons.delivery;

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
    public static final String CERTIFICATE_ISSUED = "certificate.issued";

    private EventTypes() {}
}
