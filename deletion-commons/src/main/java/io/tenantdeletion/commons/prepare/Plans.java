package io.tenantdeletion.commons.prepare;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.gate.CatalogGate;
import io.tenantdeletion.commons.gate.GateReport;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.Violation;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.sql.SqlStatements;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The plans of every served service and what was found about them, computed from the database as it is now or was a
 * short while ago: a table that appears while the process runs is not overlooked, the next purge is refused.
 */
@ApplicationScoped
public class Plans {

    private final CatalogCache catalogs;
    private final ServedServices services;
    private final EntityModel entities;
    private final DeletionConfig config;
    private final CatalogGate gate;
    private final ExternalColumns external;
    private final PlanLog log = new PlanLog();
    private volatile Computed latest = new Computed(new PlanSet(Map.of(), List.of()), null);

    Plans(
            CatalogCache catalogs,
            ServedServices services,
            EntityModel entities,
            DeletionConfig config,
            CatalogGate gate,
            ExternalColumns external) {
        this.catalogs = catalogs;
        this.services = services;
        this.entities = entities;
        this.config = config;
        this.external = external;
        this.gate = gate;
    }

    /**
     * The statements of one service's plan for one kind of subject, from the catalog as it is now, which also write
     * down what rows name outside the database.
     *
     * @return fails with a 409 problem that carries the findings where the service may not delete; what is wrong with
     *     other services does not matter
     */
    public Uni<SqlStatements> statements(TenantDataDeletionService service, SubjectKind kind) {
        return catalogs.now()
                .map(this::of)
                .map(plans -> new SqlStatements(
                                plans.of(service.pathName(), kind).requirePlan())
                        .naming(external.columns(service, kind, plans)));
    }

    /** The same with what is wrong with it. */
    public Uni<GateReport> report(TenantDataDeletionService service, SubjectKind kind) {
        return catalogs.now().map(catalog -> of(catalog).of(service.pathName(), kind));
    }

    /** Everything, as of a short while ago. */
    Uni<PlanSet> all() {
        return catalogs.noOlderThan(config.planMaxAge()).map(this::of);
    }

    private PlanSet of(Catalog catalog) {
        Computed known = latest;
        if (catalog == known.catalog()) {
            return known.plans();
        }
        PlanSet plans = catalog.equals(known.catalog()) ? known.plans() : reports(catalog);
        log.tell(plans);
        latest = new Computed(plans, catalog);
        return plans;
    }

    private PlanSet reports(Catalog catalog) {
        Map<PlanSet.Key, GateReport> reports = new TreeMap<>();
        for (TenantDataDeletionService service : services.all()) {
            for (SubjectKind kind : services.subjectKinds(service)) {
                reports.put(new PlanSet.Key(service.pathName(), kind), report(catalog, service, kind));
            }
        }
        return new PlanSet(reports, UnclaimedSchemas.of(services.presentSchemas(), entities::markedSchemas));
    }

    private GateReport report(Catalog catalog, TenantDataDeletionService service, SubjectKind kind) {
        Catalog own = catalog.schemas(service.schemas());
        GateReport report = gate.check(own, ownerships(service, kind));
        return report.with(ColumnTypes.check(report, service, kind))
                .with(external.check(report.plan(), service))
                .with(userColumns(own, service, kind));
    }

    /** Said once for each service, also where users' deletions do not come to it. */
    private List<Violation> userColumns(Catalog own, TenantDataDeletionService service, SubjectKind kind) {
        boolean isServed = services.subjectKinds(service).contains(SubjectKind.USER);
        return isServed && kind == SubjectKind.TENANT
                ? List.of()
                : gate.userColumns(own, ownerships(service, SubjectKind.USER), isServed);
    }

    private OwnershipMap ownerships(TenantDataDeletionService service, SubjectKind kind) {
        return entities.ownerships(service.schemas(), kind, config.column(kind));
    }

    private record Computed(PlanSet plans, Catalog catalog) {}
}
