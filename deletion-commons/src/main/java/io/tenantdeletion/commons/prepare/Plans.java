package io.tenantdeletion.commons.prepare;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.plan.InvalidPlanException;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Planner;
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
 * The plan of every served service, computed from the database as it is now or was a short while ago: a table that
 * appears while the process runs is not overlooked, the next purge is refused.
 */
@ApplicationScoped
public class Plans {

    private final Pool pool;
    private final ServedServices services;
    private final EntityModel entities;
    private final DeletionConfig config;
    private volatile Computed latest = new Computed(Map.of(), Instant.MIN);

    Plans(Pool pool, ServedServices services, EntityModel entities, DeletionConfig config) {
        this.pool = pool;
        this.services = services;
        this.entities = entities;
        this.config = config;
    }

    /** The plan of one service. Fails with {@link InvalidPlanException} where any served service has none. */
    public Uni<Plan> of(TenantDataDeletionService service) {
        return all().map(plans -> plans.get(service.pathName()));
    }

    /** Every plan, by path name. Fails with {@link InvalidPlanException} where a service has none. */
    public Uni<Map<String, Plan>> all() {
        Computed known = latest;
        return Instant.now().isBefore(known.freshUntil()) ? Uni.createFrom().item(known.plans()) : compute();
    }

    private Uni<Map<String, Plan>> compute() {
        List<String> schemas =
                services.all().stream().map(TenantDataDeletionService::schema).toList();
        return CatalogReader.read(pool, schemas)
                .map(this::plan)
                .invoke(plans -> latest = new Computed(plans, Instant.now().plus(config.planMaxAge())));
    }

    private Map<String, Plan> plan(Catalog catalog) {
        Map<String, Plan> plans = new TreeMap<>();
        List<String> violations = new ArrayList<>(orphans());
        for (TenantDataDeletionService service : services.all()) {
            try {
                plans.put(service.pathName(), plan(catalog, service));
            } catch (InvalidPlanException invalid) {
                violations.addAll(invalid.violations());
            } catch (IllegalStateException unmapped) {
                violations.add(unmapped.getMessage());
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidPlanException(violations);
        }
        return plans;
    }

    private Plan plan(Catalog catalog, TenantDataDeletionService service) {
        Plan plan =
                Planner.plan(catalog.schema(service.schema()), entities.marks(service.schema(), config.tenantColumn()));
        plan.steps().forEach(entities.statements()::check);
        return plan;
    }

    private List<String> orphans() {
        return entities.tenantSchemas().stream()
                .filter(schema -> !services.presentSchemas().contains(schema))
                .map(schema -> "Schema " + schema + " has entities marked @TenantData, but no service of this process"
                        + " names it as its schema(); nobody would delete their rows.")
                .toList();
    }

    private record Computed(Map<String, Plan> plans, Instant freshUntil) {}
}
