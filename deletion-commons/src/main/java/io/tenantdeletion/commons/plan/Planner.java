package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.OwnershipMap;
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
    private final Map<TableName, SubjectPath> paths;
    private final Anonymization anonymization;
    private final SharedReferences shared;
    private final NullableKeys nullable;
    private final List<Violation> violations;

    private Planner(Catalog catalog, OwnershipMap ownerships) {
        this.catalog = catalog;
        this.kind = ownerships.kind();
        this.owned = Coverage.ownedTables(catalog, ownerships);
        this.paths = new PathFinder(catalog, ownerships, owned).find();
        this.anonymization = new Anonymization(catalog, ownerships);
        this.shared = new SharedReferences(catalog, ownerships);
        this.nullable = new NullableKeys(catalog, paths);
        this.violations = new ArrayList<>(new Coverage(catalog, ownerships, owned).violations());
    }

    /**
     * The plan that erases one subject of the marks' kind.
     *
     * @throws InvalidPlanException with every reason why there is none
     */
    public static Plan plan(Catalog catalog, OwnershipMap ownerships) {
        return draft(catalog, ownerships).requireValid();
    }

    /** The plan, as far as there is one, and every reason why it must not be run. */
    public static PlanDraft draft(Catalog catalog, OwnershipMap ownerships) {
        return new Planner(catalog, ownerships).draft();
    }

    private PlanDraft draft() {
        checkWays();
        violations.addAll(new KeyChecks(catalog, kind, owned, paths).violations());
        violations.addAll(anonymization.violations());
        Order order = order();
        List<Step> steps = kind.sparesRowsOthersReferTo() ? sparingSteps(order) : steps(order);
        return new PlanDraft(new Plan(steps, catalog), violations);
    }

    private List<Step> steps(Order order) {
        List<Step> steps = new ArrayList<>();
        order.nullified().stream()
                .filter(key -> paths.containsKey(key.from()))
                .forEach(key -> steps.add(new Step.NullifyReference(key, paths.get(key.from()))));
        order.sorted().stream().filter(paths::containsKey).forEach(table -> steps.addAll(delete(table)));
        return steps;
    }

    private List<Step> sparingSteps(Order order) {
        List<Step> steps = new ArrayList<>();
        // What holds a row can be told only where the tables have an order and each a path.
        if (order.stuck().isEmpty() && paths.keySet().containsAll(owned)) {
            RetainingSteps retaining = new RetainingSteps(catalog, paths, order, shared);
            violations.addAll(retaining.violations());
            steps.addAll(retaining.steps());
        }
        steps.addAll(anonymization.steps());
        return steps;
    }

    private Order order() {
        List<ForeignKey> keys = catalog.foreignKeys().stream()
                .filter(key -> owned.contains(key.from()) && owned.contains(key.to()))
                .filter(key -> !key.isSelfReference())
                .toList();
        Set<ForeignKey> fixed =
                keys.stream().filter(key -> !nullable.contains(key)).collect(Collectors.toSet());
        Order order = new Order(owned, keys, fixed).sort();
        if (!order.stuck().isEmpty()) {
            violations.add(new Violation(
                    FindingCode.CYCLE,
                    order.stuck().iterator().next().from(),
                    "The foreign keys " + order.stuck() + " form a cycle that nothing can open.",
                    "Let one of their columns that no path to the " + kind.noun() + " needs be NULL."));
        }
        return order;
    }

    private List<Step> delete(TableName table) {
        SubjectPath path = paths.get(table);
        Map<Boolean, List<ForeignKey>> selfReferences = catalog.from(table).stream()
                .filter(ForeignKey::isSelfReference)
                .collect(Collectors.partitioningBy(key -> key.onDelete() == Action.RESTRICT));
        List<ForeignKey> restricted = selfReferences.get(true);
        List<ForeignKey> others = selfReferences.get(false);
        List<Step> steps = new ArrayList<>();
        restricted.forEach(key -> steps.add(new Step.NullifyReference(key, path)));
        boolean divisible = others.stream().allMatch(nullable::contains);
        long rows = catalog.table(table).map(Table::estimatedRows).orElse(Table.UNKNOWN);
        Step.Delete delete = new Step.Delete(table, path, others, divisible, rows, List.of());
        steps.addAll(shared.before(delete));
        steps.add(delete);
        return steps;
    }

    private void checkWays() {
        if (owned.isEmpty() && anonymization.isEmpty()) {
            violations.add(new Violation(
                    FindingCode.NO_DATA,
                    null,
                    "No table of the schema is " + kind.data() + ".",
                    "A service without any has nothing to delete, or its schema() is another one."));
        }
        owned.stream()
                .filter(table -> !paths.containsKey(table))
                .forEach(table -> violations.add(new Violation(
                        FindingCode.NO_PATH,
                        table,
                        table + " is marked as " + kind.data() + ", but has neither a " + kind.noun()
                                + " column of type " + PathFinder.TYPES
                                + " nor a foreign key that leads to a table with a path to the " + kind.noun() + ".",
                        "Give it one, or mark it as what it is.")));
        catalog.foreignKeys().stream()
                .filter(ForeignKey::isSelfReference)
                .filter(key -> owned.contains(key.from()))
                .filter(key -> key.onDelete() == Action.RESTRICT && !nullable.contains(key))
                .forEach(key -> violations.add(new Violation(
                        FindingCode.CYCLE,
                        key.from(),
                        key + " is ON DELETE RESTRICT and cannot be set to NULL first; no order deletes its rows.",
                        "Make it NO ACTION, or let its column be NULL.")));
    }
}
