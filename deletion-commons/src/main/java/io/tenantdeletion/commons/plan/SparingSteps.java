package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Steps that leave a row where rows of others hold it, and take the subject's name off it. Whether a row is held
 * depends on rows of others alone, never on how far the steps have come, so that a preview tells the same before the
 * first step as a deletion finds on its way.
 */
final class SparingSteps {

    private final Catalog catalog;
    private final Map<TableName, Way> ways;
    private final Order order;
    private final SharedReferences shared;
    private final Holding holding;
    private final Detachable detachable;

    SparingSteps(Catalog catalog, Map<TableName, Way> ways, Order order, SharedReferences shared) {
        this.catalog = catalog;
        this.ways = ways;
        this.order = order;
        this.shared = shared;
        this.detachable = new Detachable(catalog, ways);
        this.holding = new Holding(catalog, ways, loose());
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        order.detached().forEach(key -> steps.add(detach(key)));
        order.sorted().forEach(table -> {
            selfReferences(table).forEach(key -> steps.add(detach(key)));
            Step.Delete delete = delete(table);
            steps.addAll(shared.before(delete));
            steps.add(delete);
            release(table).ifPresent(steps::add);
        });
        return steps;
    }

    /** Why there are no such steps. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        ways.forEach((table, way) -> {
            if (way instanceof Way.AnyOf) {
                violations.add(new Violation(
                        FindingCode.AMBIGUOUS_PATH,
                        table,
                        table + " has several ways to a user, each of which may be absent (" + way
                                + "), so that a row could be two users'.",
                        "Choose one by @UserData(through = ...)."));
            }
        });
        order.sorted().stream()
                .flatMap(table -> selfReferences(table).stream())
                .filter(key -> !detachable.contains(key))
                .forEach(key -> violations.add(new Violation(
                        FindingCode.NOT_NULL_COLUMN,
                        key.from(),
                        key + " cannot be set to NULL: a user's row that stays because others refer to it could not"
                                + " let go of one that goes.",
                        "Let a column of the key that does not name the user be NULL.")));
        order.sorted().stream().filter(this::mustKeepItsUser).forEach(table -> violations.add(stuck(table)));
        return violations;
    }

    private boolean mustKeepItsUser(TableName table) {
        return release(table)
                .flatMap(step -> catalog.table(table)
                        .flatMap(found -> found.column(step.way().column())))
                .filter(column -> !column.nullable())
                .isPresent();
    }

    private Violation stuck(TableName table) {
        return new Violation(
                FindingCode.NOT_NULL_COLUMN,
                table,
                table + "." + ways.get(table) + " is NOT NULL, but rows of others may refer to a user's rows ("
                        + holding.of(table).get(0) + "): a row that has to stay for them could not lose its user.",
                "Let the column be NULL.");
    }

    private Set<ForeignKey> loose() {
        Set<ForeignKey> keys = new HashSet<>(order.detached());
        order.sorted().forEach(table -> keys.addAll(selfReferences(table)));
        return keys;
    }

    private List<ForeignKey> selfReferences(TableName table) {
        return catalog.from(table).stream().filter(ForeignKey::isSelfReference).toList();
    }

    private Step.Detach detach(ForeignKey key) {
        return new Step.Detach(key, ways.get(key.from()), Optional.of(delete(key.to())));
    }

    private Step.Delete delete(TableName table) {
        long rows = catalog.table(table).map(Table::estimatedRows).orElse(Table.UNKNOWN);
        return new Step.Delete(table, ways.get(table), List.of(), true, rows, holding.of(table));
    }

    /** Where no row can be held none is left; where the table has no column of its own, the parent's is what names. */
    private Optional<Step.Release> release(TableName table) {
        return ways.get(table) instanceof Way.ByColumn own && !holding.of(table).isEmpty()
                ? Optional.of(new Step.Release(table, own))
                : Optional.empty();
    }
}
