package io.tenantdeletion.commons.gate;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.PlanDraft;
import io.tenantdeletion.commons.plan.Planner;
import io.tenantdeletion.commons.plan.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Computes a plan and holds it against the catalog it comes from; pure. */
public final class CatalogGate {

    private final Settings settings;

    public CatalogGate(Settings settings) {
        this.settings = settings;
    }

    /** The plan for these marks and everything that is to be said about it, all at once. */
    public GateReport check(Catalog catalog, OwnershipMap ownerships) {
        PlanDraft draft = Planner.draft(catalog, ownerships);
        TouchedTables touched = new TouchedTables(draft.plan(), ownerships);
        List<Violation> violations = new ArrayList<>(draft.violations());
        violations.addAll(new StorageChecks(catalog, ownerships, touched).violations());
        violations.addAll(new AccessChecks(catalog, touched).violations());
        violations.addAll(new TriggerChecks(touched, settings.allowedTriggers()).violations());
        violations.addAll(new FenceChecks(draft.plan()).violations());
        violations.addAll(new RoleChecks(catalog, settings.applicationRole()).violations());
        return GateReport.of(draft.plan(), ownerships, violations);
    }

    /**
     * Columns that seem to name users, and that no deletion of a user empties.
     *
     * @param users the marks for users
     * @param isServed whether users' deletions come to these tables at all
     */
    public List<Violation> userColumns(Catalog catalog, OwnershipMap users, boolean isServed) {
        return new UserColumnChecks(users, isServed, settings.exemptColumns()).violations(catalog);
    }

    /**
     * What a catalog cannot tell.
     *
     * @param allowedTriggers {@code schema.table.trigger} of each that somebody gave a reason for
     * @param exemptColumns {@code schema.table.column} of each, likewise
     * @param applicationRole the role of the application's business
     */
    public record Settings(Set<String> allowedTriggers, Set<String> exemptColumns, String applicationRole) {}
}
