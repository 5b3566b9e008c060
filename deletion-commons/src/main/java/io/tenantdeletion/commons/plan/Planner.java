package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.OnDelete;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Computes a plan from the graph and the marks; a pure function.
 *
 * <p>A table with a path to a tenant is either in the plan or the plan is refused, and so is one whose order the
 * foreign keys forbid, or whose rows could only be found by reading everybody's.
 */
public final class Planner {

    private final Catalog catalog;
    private final Set<TableName> tenantTables;
    private final Map<TableName, Way> ways;
    private final List<String> violations;

    private Planner(Catalog catalog, Marks marks) {
        this.catalog = catalog;
        this.tenantTables = Coverage.tenantTables(catalog, marks);
        this.ways = new Ways(catalog, marks, tenantTables).find();
        this.violations = new ArrayList<>(new Coverage(catalog, marks, tenantTables).violations());
    }

    /**
     * The plan that erases one tenant.
     *
     * @throws InvalidPlanException with every reason why there is none
     */
    public static Plan plan(Catalog catalog, Marks marks) {
        return new Planner(catalog, marks).plan();
    }

    private Plan plan() {
        checkWays();
        checkIndexes();
        Order order = order();
        if (!violations.isEmpty()) {
            throw new InvalidPlanException(violations);
        }
        List<Step> steps = new ArrayList<>();
        order.detached().forEach(key -> steps.add(new Step.Detach(key, ways.get(key.from()))));
        order.sorted().forEach(table -> steps.addAll(delete(table)));
        return new Plan(steps);
    }

    private Order order() {
        List<ForeignKey> keys = catalog.foreignKeys().stream()
                .filter(this::amongTenantTables)
                .filter(key -> !key.isSelfReference())
                .toList();
        Set<ForeignKey> onWays =
                ways.values().stream().flatMap(way -> way.keys().stream()).collect(Collectors.toSet());
        Order order = new Order(tenantTables, keys, onWays).sort();
        if (!order.stuck().isEmpty()) {
            violations.add("The foreign keys " + order.stuck()
                    + " form a cycle that nothing can open. Let one of their columns that no way to the tenant"
                    + " needs be NULL.");
        }
        return order;
    }

    private List<Step> delete(TableName table) {
        Way way = ways.get(table);
        List<ForeignKey> selfReferences =
                catalog.from(table).stream().filter(ForeignKey::isSelfReference).toList();
        boolean restricted = selfReferences.stream().anyMatch(key -> key.onDelete() == OnDelete.RESTRICT);
        boolean detachable = selfReferences.stream().allMatch(ForeignKey::nullable);
        List<Step> steps = new ArrayList<>();
        if (restricted) {
            selfReferences.forEach(key -> steps.add(new Step.Detach(key, way)));
        }
        steps.add(new Step.Delete(table, way, restricted ? List.of() : selfReferences, detachable));
        return steps;
    }

    private void checkWays() {
        tenantTables.stream()
                .filter(table -> !ways.containsKey(table))
                .forEach(table -> violations.add(table
                        + " is marked as tenant data, but has neither a tenant column of type uuid nor a foreign key"
                        + " of one column that leads to a table with a way to the tenant."));
        catalog.foreignKeys().stream()
                .filter(ForeignKey::isSelfReference)
                .filter(this::amongTenantTables)
                .filter(key -> key.onDelete() == OnDelete.RESTRICT && !key.nullable())
                .forEach(
                        key -> violations.add(key + " is ON DELETE RESTRICT and NOT NULL; no order deletes its rows."));
    }

    private void checkIndexes() {
        ways.forEach((name, way) -> {
            Table table = catalog.table(name).orElseThrow();
            if (!Ways.isIndexed(table, way)) {
                violations.add(name + " has no index for its way to the tenant (" + way
                        + "); finding one tenant's rows would read everybody's.");
            }
        });
        catalog.foreignKeys().stream()
                .filter(this::amongTenantTables)
                .filter(key -> !catalog.table(key.from()).orElseThrow().hasIndexOn(key.columns()))
                .forEach(key -> violations.add(key.from() + " has no index on " + key.columns() + " of foreign key "
                        + key.name() + "; every deleted row of " + key.to().name() + " would read the whole table."));
    }

    private boolean amongTenantTables(ForeignKey key) {
        return tenantTables.contains(key.from()) && tenantTables.contains(key.to());
    }
}
