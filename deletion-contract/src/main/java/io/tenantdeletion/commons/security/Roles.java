package io.tenantdeletion.commons.security;

/** Realm roles of the identity provider. Owner and admin of one tenant are memberships, not roles of a token. */
public final class Roles {

    /** A client-credentials token of one of our services. */
    public static final String SERVICE = "service";

    /** A platform admin. */
    public static final String PLATFORM_ADMIN = "admin";

    /** A moderator of shared data: what they want is applied, and they decide on what others want. */
    public static final String MODERATOR = "moderator";

    /** Keeps legal holds: says whose data must not be deleted, and since when it may again. */
    public static final String LEGAL = "legal";

    private Roles() {}
}
