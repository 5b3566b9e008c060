package io.tenantdeletion.orchestrator.job;

/** Names of phases, in the store and on the wire. A user's deletion has four more, see {@link UserSteps}. */
public final class Phases {

    /** Every service deletes the tenant's rows. */
    public static final String PURGE = "purge";

    /** The tenant service deletes the tenant. */
    public static final String TENANT = "tenant";

    /** Every service that holds data of users deletes the user's rows. */
    public static final String SERVICES = "services";

    private Phases() {}
}
