package io.tenantdeletion.commons.gate;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Violation;
import java.util.ArrayList;
import java.util.List;

/** Finds what is to be said about the connected role and its sessions. */
final class RoleChecks {

    private static final String OWN_ROLE = "Give deletions a role of their own: quarkus.datasource.purge.username.";

    private final Catalog catalog;
    private final String applicationRole;

    RoleChecks(Catalog catalog, String applicationRole) {
        this.catalog = catalog;
        this.applicationRole = applicationRole;
    }

    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        String role = catalog.role().name();
        if (!catalog.trackCounts()) {
            violations.add(new Violation(
                    FindingCode.TRACK_COUNTS,
                    null,
                    "track_counts is off for the role " + role + ": PostgreSQL's own count of what a deletion removed"
                            + " cannot be compared.",
                    "ALTER ROLE " + role + " SET track_counts = on, as a superuser."));
        }
        if (catalog.role().superuser()) {
            violations.add(sameRole("The role " + role + ", which deletes, is a superuser: no right and no policy"
                    + " keeps it from anything."));
        } else if (role.equals(applicationRole)) {
            violations.add(sameRole("The role " + role + " deletes and is the application's, too: what protects from"
                    + " the one protects from the other."));
        }
        return violations;
    }

    private static Violation sameRole(String detail) {
        return new Violation(FindingCode.SAME_ROLE, null, detail, OWN_ROLE);
    }
}
