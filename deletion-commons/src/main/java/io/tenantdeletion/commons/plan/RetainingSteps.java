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
final class RetainingSteps {

    private final Catalog catalog;
    private final Map<TableName, SubjectPath> paths;
    private final Order order;
    private final SharedReferences shared;
    private final ReferenceChains chains;
    private final NullableKeys nullable;

    RetainingSteps(Catalog catalog, Map<TableName, SubjectPath> paths, Order order, SharedReferences shared) {
        this.catalog = catalog;
        this.paths = paths;
        this.order = order;
        this.shared = shared;
        this.nullable = new NullableKeys(catalog, paths);
        this.chains = new ReferenceChains(catalog, paths, nullified());
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        order.nullified().forEach(key -> steps.add(nullify(key)));
        order.sorted().forEach(table -> {
            selfReferences(table).forEach(key -> steps.add(nullify(key)));
            Step.Delete delete = delete(table);
            steps.addAll(shared.before(delete));
            steps.add(delete);
            anonymize(table).ifPresent(steps::add);
        });
        return steps;
    }

    /** Why there are no such steps. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        paths.forEach((table, path) -> {
            if (path instanceof SubjectPath.AnyOf) {
                violations.add(new Violation(
                        FindingCode.AMBIGUOUS_PATH,
                        table,
                        table + " has several paths to a user, each of which may be absent (" + path
                                + "), so that a row could be two users'.",
                        "Choose one by @UserData(through = ...)."));
            }
        });
        order.sorted().stream()
                .flatMap(table -> selfReferences(table).stream())
                .filter(key -> !nullable.contains(key))
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
        return anonymize(table)
                .flatMap(step -> catalog.column(table, step.path().column()))
                .filter(column -> !column.nullable())
                .isPresent();
    }

    private Violation stuck(TableName table) {
        return new Violation(
                FindingCode.NOT_NULL_COLUMN,
                table,
                table + "." + paths.get(table) + " is NOT NULL, but rows of others may refer to a user's rows ("
                        + chains.of(table).get(0) + "): a row that has to stay for them could not lose its user.",
                "Let the column be NULL.");
    }

    private Set<ForeignKey> nullified() {
        Set<ForeignKey> keys = new HashSet<>(order.nullified());
        order.sorted().forEach(table -> keys.addAll(selfReferences(table)));
        return keys;
    }

    private List<ForeignKey> selfReferences(TableName table) {
        return catalog.from(table).stream().filter(ForeignKey::isSelfReference).toList();
    }

    private Step.NullifyReference nullify(ForeignKey key) {
        return new Step.NullifyReference(key, paths.get(key.from()), Optional.of(delete(key.to())));
    }

    private Step.Delete delete(TableName table) {
        long rows = catalog.table(table).map(Table::estimatedRows).orElse(Table.UNKNOWN);
        return new Step.Delete(table, paths.get(table), List.of(), true, rows, chains.of(table));
    }

    /** Where no row can be held none is left; where the table has no column of its own, the parent's is what names. */
    private Optional<Step.Anonymize> anonymize(TableName table) {
        return paths.get(table) instanceof SubjectPath.ByColumn own
                        && !chains.of(table).isEmpty()
                ? Optional.of(new Step.Anonymize(table, own))
                : Optional.empty();
    }
}
