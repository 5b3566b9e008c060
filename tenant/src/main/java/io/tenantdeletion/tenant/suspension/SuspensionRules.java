package io.tenantdeletion.tenant.suspension;

import io.tenantdeletion.commons.contract.SuspensionRequest;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.TenantAdmin;
import io.tenantdeletion.tenant.registry.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When a suspension may be set and ended. Pure: everything it needs is passed in. */
public final class SuspensionRules {

    public static final ProblemType OTHER_ADMINS =
            new ProblemType("other-admins", 409, "The tenant has another owner or admin");
    static final ProblemType OUTDATED =
            new ProblemType("suspension-outdated", 409, "A later request has decided about this tenant");
    static final ProblemType DELETION_BEGUN =
            new ProblemType("deletion-begun", 409, "The deletion of the tenant has begun");

    private SuspensionRules() {}

    /**
     * Passes a suspension that is later than what the tenant's row says.
     *
     * @return whether it changes anything: the one that was set last can be repeated
     * @throws ProblemException 409 {@code suspension-outdated} or {@code deletion-begun}
     */
    static boolean changes(Tenant tenant, SuspensionRequest request) {
        boolean repeated = request.token() == tenant.suspensionToken && tenant.isSuspendedFor(request.jobId());
        if (request.token() <= tenant.suspensionToken && !repeated) {
            throw new ProblemException(
                    OUTDATED,
                    "The tenant was suspended, or not any more, by a request with a greater token.",
                    Map.of("suspension_token", tenant.suspensionToken),
                    Map.of());
        }
        if (!request.purging()) {
            requireNotBegun(tenant);
        }
        return !repeated || request.purging() != tenant.purging;
    }

    /**
     * Passes a tenant that is still whole.
     *
     * @throws ProblemException 409 {@code deletion-begun}
     */
    public static void requireNotBegun(Tenant tenant) {
        if (tenant.purging) {
            throw new ProblemException(
                    DELETION_BEGUN,
                    "Rows of this tenant were already deleted, so it cannot be taken back; the deletion goes on until"
                            + " it is completed.",
                    Map.of("job_id", tenant.deletionJobId),
                    Map.of());
        }
    }

    /**
     * Passes a user who administers the tenant alone.
     *
     * @param user who wants it deleted, or null for nobody known
     * @param leaving others who do not count
     * @throws ProblemException 403 for whoever does not administer it, 409 where others do, too
     */
    public static void checkSoleAdmin(UserId user, Set<UserId> leaving, List<TenantAdmin> admins) {
        if (admins.stream().noneMatch(admin -> admin.userId().equals(user))) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Only an owner or admin of this tenant may have it deleted.",
                    Map.of("requires", "admin"),
                    Map.of());
        }
        List<UserId> others = admins.stream()
                .map(TenantAdmin::userId)
                .filter(other -> !other.equals(user) && !leaving.contains(other))
                .toList();
        if (!others.isEmpty()) {
            throw new ProblemException(
                    OTHER_ADMINS,
                    "Others own or administer this tenant. Transfer its ownership to one of them instead, or have them"
                            + " leave it first.",
                    Map.of("user_ids", others),
                    Map.of());
        }
    }
}
