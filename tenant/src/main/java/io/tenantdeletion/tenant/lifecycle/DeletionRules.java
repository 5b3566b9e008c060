package io.tenantdeletion.tenant.lifecycle;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.TenantAdmin;
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
            requireAdmin(requester, admins);
            requireLastAdmin(requester, admins);
        }
        if (!tenantName.equals(confirmation)) {
            throw new ProblemException(
                    CONFIRMATION_REQUIRED,
                    "Everything this tenant has will be deleted. Confirm by naming it: send the query parameter"
                            + " confirm=<name> with the tenant's exact name.");
        }
    }

    private static void requireAdmin(Requester requester, List<TenantAdmin> admins) {
        if (admins.stream().noneMatch(admin -> requester.is(admin.userId()))) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Only an owner or admin of this tenant may have it deleted.");
        }
    }

    private static void requireLastAdmin(Requester requester, List<TenantAdmin> admins) {
        List<UserId> others = admins.stream()
                .map(TenantAdmin::userId)
                .filter(user -> !requester.is(user))
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
