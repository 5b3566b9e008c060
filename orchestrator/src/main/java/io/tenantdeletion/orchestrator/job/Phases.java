package io.tenantdeletion.orchestrator.job;

import java.util.Set;

/** Names of phases, in the store and on the wire. A user's deletion has four more, see {@link UserSteps}. */
public final class Phases {

    /** Every service says whether it can delete, and lets in no row of the subject from then on. */
    public static final String PREPARE = "prepare";

    /** Every service deletes the tenant's rows. */
    public static final String PURGE = "purge";

    /** The tenant service deletes the tenant. */
    public static final String TENANT = "tenant";

    /** Every service that holds data of users deletes the user's rows. */
    public static final String SERVICES = "services";

    /** Every service says what is left. */
    public static final String VERIFY = "verify";

    /** Those in which services delete rows, and whose services the phases that check ask, too. */
    public static final Set<String> PURGES = Set.of(PURGE, SERVICES);

    private static final Set<String> HARMLESS = Set.of(PREPARE, VERIFY, UserSteps.IDENTITY);

    private Phases() {}

    /** Whether it only asks services that another phase has delete: it adds nothing to what a job comes to. */
    public static boolean isCheck(String phase) {
        return PREPARE.equals(phase) || VERIFY.equals(phase);
    }

    /** Whether rows may be gone once it has begun. */
    static boolean isDeleting(String phase) {
        return !HARMLESS.contains(phase);
    }
}
