package io.tenantdeletion.tenant.lifecycle;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.TenantAdmin;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.suspension.SuspensionRules;
import java.util.List;
import java.util.Set;

/** Who may have a tenant deleted, and on which conditions. Pure: everything it needs is passed in. */
final class DeletionRules {

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
            SuspensionRules.checkSoleAdmin(requester.user().orElse(null), Set.of(), admins);
        }
        if (!tenantName.equals(confirmation)) {
            throw new ProblemException(
                    CONFIRMATION_REQUIRED,
                    "Everything this tenant has will be deleted. Confirm by naming it: send the query parameter"
                            + " confirm=<name> with the tenant's exact name.");
        }
    }
}
