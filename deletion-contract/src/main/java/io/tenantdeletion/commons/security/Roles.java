package io.tenantdeletion.commons.security;

/** Realm roles of the identity provider. Owner and admin of one tenant are memberships, not roles of a token. */
public final class Roles {

    /** A client-credentials token of one of our services. */
    public static final String SERVICE = "service";

    /** A platform admin. */
    public static final String PLATFORM_ADMIN = "admin";

    private Roles() {}
}
