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
     * What a catalog cannot tell.
     *
     * @param allowedTriggers {@code schema.table.trigger} of each that somebody gave a reason for
     * @param applicationRole the role of the application's business
     */
    public record Settings(Set<String> allowedTriggers, String applicationRole) {}
}
