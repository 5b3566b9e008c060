package io.tenantdeletion.commons.prepare;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.plan.InvalidPlanException;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Planner;
import io.tenantdeletion.commons.plan.SubjectKind;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The plans of every served service, computed from the database as it is now or was a short while ago: a table that
 * appears while the process runs is not overlooked, the next purge is refused.
 */
@ApplicationScoped
public class Plans {

    private static final List<SubjectKind> TENANTS_ONLY = List.of(SubjectKind.TENANT);
    private static final List<SubjectKind> BOTH = List.of(SubjectKind.TENANT, SubjectKind.USER);

    private final Pool pool;
    private final ServedServices services;
    private final EntityModel entities;
    private final DeletionConfig config;
    private volatile Computed latest = new Computed(new PlanSet(Map.of()), Instant.MIN);

    Plans(Pool pool, ServedServices services, EntityModel entities, DeletionConfig config) {
        this.pool = pool;
        this.services = services;
        this.entities = entities;
        this.config = config;
    }

    /**
     * The plan of one service for one kind of subject. Fails with {@link InvalidPlanException} where any served service
     * has none that it needs.
     */
    public Uni<Plan> of(TenantDataDeletionService service, SubjectKind kind) {
        return all().map(plans -> plans.of(service.pathName(), kind));
    }

    /** Every plan. Fails with {@link InvalidPlanException} where a service has none that it needs. */
    Uni<PlanSet> all() {
        Computed known = latest;
        return Instant.now().isBefore(known.freshUntil()) ? Uni.createFrom().item(known.plans()) : compute();
    }

    private Uni<PlanSet> compute() {
        List<String> schemas =
                services.all().stream().map(TenantDataDeletionService::schema).toList();
        return CatalogReader.read(pool, schemas)
                .map(this::plan)
                .invoke(plans -> latest = new Computed(plans, Instant.now().plus(config.planMaxAge())));
    }

    private PlanSet plan(Catalog catalog) {
        Map<PlanSet.Key, Plan> plans = new TreeMap<>();
        List<String> violations = new ArrayList<>(UnclaimedMarks.of(services, entities));
        for (TenantDataDeletionService service : services.all()) {
            for (SubjectKind kind : services.holdsUserData(service) ? BOTH : TENANTS_ONLY) {
                try {
                    plans.put(new PlanSet.Key(service.pathName(), kind), plan(catalog, service.schema(), kind));
                } catch (InvalidPlanException invalid) {
                    violations.addAll(invalid.violations());
                } catch (IllegalStateException unmapped) {
                    violations.add(unmapped.getMessage());
                }
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidPlanException(violations);
        }
        return new PlanSet(plans);
    }

    private Plan plan(Catalog catalog, String schema, SubjectKind kind) {
        String column = kind == SubjectKind.TENANT ? config.tenantColumn() : config.userColumn();
        Plan plan = Planner.plan(catalog.schema(schema), entities.marks(schema, kind, column));
        plan.steps().forEach(entities.statements()::check);
        return plan;
    }

    private record Computed(PlanSet plans, Instant freshUntil) {}
}
