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
 * <p>A table with a path to a subject, a tenant or a user, is either in the plan or the plan is refused, and so is one
 * whose order the foreign keys forbid, or whose rows could only be found by reading everybody's.
 */
public final class Planner {

    private final Catalog catalog;
    private final SubjectKind kind;
    private final Set<TableName> owned;
    private final Map<TableName, Way> ways;
    private final Anonymization anonymization;
    private final List<String> violations;

    private Planner(Catalog catalog, Marks marks) {
        this.catalog = catalog;
        this.kind = marks.kind();
        this.owned = Coverage.ownedTables(catalog, marks);
        this.ways = new Ways(catalog, marks, owned).find();
        this.anonymization = new Anonymization(catalog, marks);
        this.violations = new ArrayList<>(new Coverage(catalog, marks, owned).violations());
    }

    /**
     * The plan that erases one subject of the marks' kind.
     *
     * @throws InvalidPlanException with every reason why there is none
     */
    public static Plan plan(Catalog catalog, Marks marks) {
        return new Planner(catalog, marks).plan();
    }

    private Plan plan() {
        checkActions();
        checkWays();
        checkIndexes();
        violations.addAll(anonymization.violations());
        Order order = order();
        refuseIfViolated();
        List<Step> steps = kind.sparesRowsOthersReferTo() ? sparingSteps(order) : steps(order);
        refuseIfViolated();
        return new Plan(steps, catalog);
    }

    private void refuseIfViolated() {
        if (!violations.isEmpty()) {
            throw new InvalidPlanException(violations);
        }
    }

    private List<Step> steps(Order order) {
        List<Step> steps = new ArrayList<>();
        order.detached().forEach(key -> steps.add(new Step.Detach(key, ways.get(key.from()))));
        order.sorted().forEach(table -> steps.addAll(delete(table)));
        return steps;
    }

    private List<Step> sparingSteps(Order order) {
        SparingSteps sparing = new SparingSteps(catalog, ways, order);
        violations.addAll(sparing.violations());
        List<Step> steps = sparing.steps();
        steps.addAll(anonymization.steps());
        return steps;
    }

    private Order order() {
        List<ForeignKey> keys = catalog.foreignKeys().stream()
                .filter(this::amongMarkedTables)
                .filter(key -> !key.isSelfReference())
                .toList();
        Set<ForeignKey> fixed = keys.stream().filter(key -> !isDetachable(key)).collect(Collectors.toSet());
        Order order = new Order(owned, keys, fixed).sort();
        if (!order.stuck().isEmpty()) {
            violations.add("The foreign keys " + order.stuck()
                    + " form a cycle that nothing can open. Let one of their columns that no way to the "
                    + kind.noun() + " needs be NULL.");
        }
        return order;
    }

    private List<Step> delete(TableName table) {
        Way way = ways.get(table);
        Map<Boolean, List<ForeignKey>> selfReferences = catalog.from(table).stream()
                .filter(ForeignKey::isSelfReference)
                .collect(Collectors.partitioningBy(key -> key.onDelete() == OnDelete.RESTRICT));
        List<ForeignKey> restricted = selfReferences.get(true);
        List<ForeignKey> others = selfReferences.get(false);
        List<Step> steps = new ArrayList<>();
        restricted.forEach(key -> steps.add(new Step.Detach(key, way)));
        boolean divisible = others.stream().allMatch(this::isDetachable);
        long rows = catalog.table(table).map(Table::estimatedRows).orElse(Table.UNKNOWN);
        steps.add(new Step.Delete(table, way, others, divisible, rows, List.of()));
        return steps;
    }

    private void checkActions() {
        catalog.foreignKeys().stream()
                .filter(this::amongMarkedTables)
                .filter(key -> key.onDelete() != OnDelete.NO_ACTION && key.onDelete() != OnDelete.RESTRICT)
                .forEach(key -> violations.add(key.name() + " of " + key + " is ON DELETE " + key.onDelete()
                        + ": rows of others that refer to the " + kind.noun()
                        + "'s would be changed without a word. Make it NO ACTION; the plan deletes children first."));
    }

    private void checkWays() {
        if (owned.isEmpty() && anonymization.isEmpty()) {
            violations.add("No table of the schema is " + kind.data()
                    + "; a service without any has nothing to delete, or its schema() is another one.");
        }
        owned.stream()
                .filter(table -> !ways.containsKey(table))
                .forEach(table -> violations.add(table
                        + " is marked as " + kind.data() + ", but has neither a " + kind.noun()
                        + " column of type uuid nor a foreign key of one column that leads to a table with a way to the "
                        + kind.noun() + "."));
        catalog.foreignKeys().stream()
                .filter(ForeignKey::isSelfReference)
                .filter(this::amongMarkedTables)
                .filter(key -> key.onDelete() == OnDelete.RESTRICT && !isDetachable(key))
                .forEach(key -> violations.add(
                        key + " is ON DELETE RESTRICT and cannot be set to NULL first; no order deletes its rows."));
    }

    /** Whether a key may be set to NULL before its row is deleted, without losing the row's way to the subject. */
    private boolean isDetachable(ForeignKey key) {
        boolean single = key.columns().size() == 1;
        boolean isOwnColumn = ways.get(key.from()) instanceof Way.ByColumn own
                && key.columns().contains(own.column());
        boolean onAWay = ways.values().stream().anyMatch(way -> way.keys().contains(key));
        return key.nullable() && single && !isOwnColumn && !onAWay;
    }

    private void checkIndexes() {
        ways.forEach((name, way) -> {
            Table table = catalog.table(name).orElseThrow();
            if (!Ways.isIndexed(table, way)) {
                violations.add(name + " has no index for its way to the " + kind.noun() + " (" + way + "); finding one "
                        + kind.noun() + "'s rows would read everybody's.");
            }
        });
        catalog.foreignKeys().stream()
                .filter(key -> owned.contains(key.to()))
                .filter(key -> catalog.table(key.from()).isPresent())
                .filter(key -> !catalog.table(key.from()).orElseThrow().hasIndexOn(key.columns()))
                .forEach(key -> violations.add(key.from() + " has no index on " + key.columns() + " of foreign key "
                        + key.name() + "; every deleted row of " + key.to().name() + " would read the whole table."));
    }

    private boolean amongMarkedTables(ForeignKey key) {
        return owned.contains(key.from()) && owned.contains(key.to());
    }
}
