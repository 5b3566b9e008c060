package io.tenantdeletion.tenant.lifecycle;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.TenantAdmin;
import io.tenantdeletion.tenant.requester.Requester;
import java.util.List;
import java.util.Map;

/** Who may have a tenant deleted, and on which conditions. Pure: everything it needs is passed in. */
final class DeletionRules {

    static final ProblemType OTHER_ADMINS =
            new ProblemType("other-admins", 409, "The tenant has another owner or admin");
    static final ProblemType CONFIRMATION_REQUIRED =
            new ProblemType("confirmation-required", 428, "The deletion must be confirmed");

    private DeletionRules() {}

    /**
     * Passes a request that may be carried out.
     *
     * @param admins owners and admins of the tenant
     * @param tenantName what the confirmation must be, to the letter
     * @param confirmation what the requester sent, or null
     * @throws ProblemException 403, 409 or 428, the first of them that applies
     */
    static void check(Requester requester, List<TenantAdmin> admins, String tenantName, String confirmation) {
        if (!requester.isTrusted()) {
            checkSoleAdmin(requester.user().orElse(null), admins);
        }
        if (!tenantName.equals(confirmation)) {
            throw new ProblemException(
                    CONFIRMATION_REQUIRED,
                    "Everything this tenant has will be deleted. Confirm by naming it: send the query parameter"
                            + " confirm=<name> with the tenant's exact name.");
        }
    }

    /**
     * Passes a user who administers the tenant alone.
     *
     * @param user who wants it deleted, or null for nobody known
     * @throws ProblemException 403 for whoever does not administer it, 409 where others do, too
     */
    static void checkSoleAdmin(UserId user, List<TenantAdmin> admins) {
        requireAdmin(user, admins);
        requireLastAdmin(user, admins);
    }

    private static void requireAdmin(UserId user, List<TenantAdmin> admins) {
        if (admins.stream().noneMatch(admin -> admin.userId().equals(user))) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Only an owner or admin of this tenant may have it deleted.");
        }
    }

    private static void requireLastAdmin(UserId user, List<TenantAdmin> admins) {
        List<UserId> others = admins.stream()
                .map(TenantAdmin::userId)
                .filter(other -> !other.equals(user))
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
