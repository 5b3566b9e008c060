package io.tenantdeletion.orchestrator.job;

import java.util.List;

/** The steps of a user's deletion that are not a service's deleting call. */
public final class UserSteps {

    /** The identity provider can be asked. */
    public static final String IDENTITY = "identity";

    /** Every tenant that cannot be without the user has another owner, or is deleted. */
    public static final String TENANTS = "tenants";

    /** The user is in no tenant any more. */
    public static final String MEMBERSHIPS = "memberships";

    /** The account is gone. */
    public static final String ACCOUNT = "account";

    /** All of them. */
    public static final List<String> OWN = List.of(IDENTITY, TENANTS, MEMBERSHIPS, ACCOUNT);

    private UserSteps() {}
}
