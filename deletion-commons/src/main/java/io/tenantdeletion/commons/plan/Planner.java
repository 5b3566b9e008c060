package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.Action;
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
    private final SharedReferences shared;
    private final Detachable detachable;
    private final List<Violation> violations;

    private Planner(Catalog catalog, Marks marks) {
        this.catalog = catalog;
        this.kind = marks.kind();
        this.owned = Coverage.ownedTables(catalog, marks);
        this.ways = new Ways(catalog, marks, owned).find();
        this.anonymization = new Anonymization(catalog, marks);
        this.shared = new SharedReferences(catalog, marks);
        this.detachable = new Detachable(catalog, ways);
        this.violations = new ArrayList<>(new Coverage(catalog, marks, owned).violations());
    }

    /**
     * The plan that erases one subject of the marks' kind.
     *
     * @throws InvalidPlanException with every reason why there is none
     */
    public static Plan plan(Catalog catalog, Marks marks) {
        return draft(catalog, marks).requireValid();
    }

    /** The plan, as far as there is one, and every reason why it must not be run. */
    public static PlanDraft draft(Catalog catalog, Marks marks) {
        return new Planner(catalog, marks).draft();
    }

    private PlanDraft draft() {
        checkWays();
        violations.addAll(new KeyChecks(catalog, kind, owned, ways).violations());
        violations.addAll(anonymization.violations());
        Order order = order();
        List<Step> steps = kind.sparesRowsOthersReferTo() ? sparingSteps(order) : steps(order);
        return new PlanDraft(new Plan(steps, catalog), violations);
    }

    private List<Step> steps(Order order) {
        List<Step> steps = new ArrayList<>();
        order.detached().stream()
                .filter(key -> ways.containsKey(key.from()))
                .forEach(key -> steps.add(new Step.Detach(key, ways.get(key.from()))));
        order.sorted().stream().filter(ways::containsKey).forEach(table -> steps.addAll(delete(table)));
        return steps;
    }

    private List<Step> sparingSteps(Order order) {
        List<Step> steps = new ArrayList<>();
        // What holds a row can be told only where the tables have an order and each a way.
        if (order.stuck().isEmpty() && ways.keySet().containsAll(owned)) {
            SparingSteps sparing = new SparingSteps(catalog, ways, order, shared);
            violations.addAll(sparing.violations());
            steps.addAll(sparing.steps());
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
                keys.stream().filter(key -> !detachable.contains(key)).collect(Collectors.toSet());
        Order order = new Order(owned, keys, fixed).sort();
        if (!order.stuck().isEmpty()) {
            violations.add(new Violation(
                    FindingCode.CYCLE,
                    order.stuck().iterator().next().from(),
                    "The foreign keys " + order.stuck() + " form a cycle that nothing can open.",
                    "Let one of their columns that no way to the " + kind.noun() + " needs be NULL."));
        }
        return order;
    }

    private List<Step> delete(TableName table) {
        Way way = ways.get(table);
        Map<Boolean, List<ForeignKey>> selfReferences = catalog.from(table).stream()
                .filter(ForeignKey::isSelfReference)
                .collect(Collectors.partitioningBy(key -> key.onDelete() == Action.RESTRICT));
        List<ForeignKey> restricted = selfReferences.get(true);
        List<ForeignKey> others = selfReferences.get(false);
        List<Step> steps = new ArrayList<>();
        restricted.forEach(key -> steps.add(new Step.Detach(key, way)));
        boolean divisible = others.stream().allMatch(detachable::contains);
        long rows = catalog.table(table).map(Table::estimatedRows).orElse(Table.UNKNOWN);
        Step.Delete delete = new Step.Delete(table, way, others, divisible, rows, List.of());
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
                .filter(table -> !ways.containsKey(table))
                .forEach(table -> violations.add(new Violation(
                        FindingCode.NO_PATH,
                        table,
                        table + " is marked as " + kind.data() + ", but has neither a " + kind.noun()
                                + " column of type " + Ways.TYPES
                                + " nor a foreign key that leads to a table with a way to the " + kind.noun() + ".",
                        "Give it one, or mark it as what it is.")));
        catalog.foreignKeys().stream()
                .filter(ForeignKey::isSelfReference)
                .filter(key -> owned.contains(key.from()))
                .filter(key -> key.onDelete() == Action.RESTRICT && !detachable.contains(key))
                .forEach(key -> violations.add(new Violation(
                        FindingCode.CYCLE,
                        key.from(),
                        key + " is ON DELETE RESTRICT and cannot be set to NULL first; no order deletes its rows.",
                        "Make it NO ACTION, or let its column be NULL.")));
    }
}
