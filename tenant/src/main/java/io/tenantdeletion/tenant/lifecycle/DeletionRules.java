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

    private static final int LONGEST_NAME = 200;

    private DeletionRules() {}

    /**
     * Passes a request that may be carried out.
     *
     * @param admins owners and admins of the tenant
     * @param tenantName what the confirmation must be, to the letter; its beginning where it is too long to be sent
     * @param confirmation what the requester sent, or null
     * @throws ProblemException 403, 409 or 428, the first of them that applies
     */
    static void check(Requester requester, List<TenantAdmin> admins, String tenantName, String confirmation) {
        if (!requester.isTrusted()) {
            SuspensionRules.checkSoleAdmin(requester.user().orElse(null), Set.of(), admins);
        }
        if (!tenantName.equals(confirmation) && !beginning(tenantName).equals(confirmation)) {
            throw new ProblemException(
                    CONFIRMATION_REQUIRED,
                    "Everything this tenant has will be deleted. Confirm by naming it: send the query parameter"
                            + " confirm=<name> with the tenant's exact name, or the first 200 characters of a longer one.");
        }
    }

    /** Names from before they were bounded can be longer than a request's line. */
    private static String beginning(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }
}
