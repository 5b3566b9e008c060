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

    /** Services remove what deleted rows have named outside their databases. */
    public static final String EXTERNAL_DATA = "external_data";

    /** Every service puts back what it has deleted. */
    public static final String RESTORE = "restore";

    /** The tenant service puts the tenant back. */
    public static final String RESTORE_TENANT = "restore_tenant";

    /** Those in which services delete rows, and whose services the phases that check ask, too. */
    public static final Set<String> PURGES = Set.of(PURGE, SERVICES);

    private static final Set<String> HARMLESS = Set.of(PREPARE, VERIFY, UserSteps.IDENTITY);

    private Phases() {}

    /** Whether services delete no rows in it: it adds nothing to what a job comes to. */
    public static boolean isCheck(String phase) {
        return isOfAll(phase) || EXTERNAL_DATA.equals(phase) || isUndo(phase);
    }

    /** Whether it asks every service that deletes rows. */
    public static boolean isOfAll(String phase) {
        return PREPARE.equals(phase) || VERIFY.equals(phase);
    }

    /** Whether it undoes what others have done. */
    public static boolean isUndo(String phase) {
        return RESTORE.equals(phase) || RESTORE_TENANT.equals(phase);
    }

    /** Whether rows may be gone once it has begun. */
    static boolean isDeleting(String phase) {
        return !HARMLESS.contains(phase) && !isUndo(phase);
    }
}
