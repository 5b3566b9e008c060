package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tables whose rows all stay and lose the subject that they name. */
final class Anonymization {

    private final Catalog catalog;
    private final Map<TableName, Way.ByColumn> ways = new TreeMap<>();

    Anonymization(Catalog catalog, Marks marks) {
        this.catalog = catalog;
        marks.byTable().forEach((table, mark) -> {
            if (mark instanceof Mark.Anonymized anonymized) {
                ways.put(table, way(table, marks.column(anonymized)));
            }
        });
    }

    private Way.ByColumn way(TableName table, String column) {
        String type = catalog.table(table)
                .flatMap(found -> found.column(column))
                .map(Column::type)
                .orElse("");
        return new Way.ByColumn(column, type);
    }

    boolean isEmpty() {
        return ways.isEmpty();
    }

    /** One step a table; their order does not matter. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        ways.forEach((table, way) -> steps.add(new Step.Release(table, way)));
        return steps;
    }

    /** Why there are no such steps. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        ways.forEach((name, way) -> catalog.table(name)
                .ifPresentOrElse(
                        table -> violation(table, way).ifPresent(violations::add),
                        () -> violations.add(new Violation(
                                FindingCode.MISSING_TABLE,
                                name,
                                name + " is marked to be anonymized, but the database has no such table.",
                                "Create it, or take the mark away."))));
        return violations;
    }

    private static Optional<Violation> violation(Table table, Way.ByColumn way) {
        Optional<Column> column = table.column(way.column()).filter(Ways::holdsIdentifiers);
        String name = table.name() + "." + way.column();
        if (column.isEmpty()) {
            return Optional.of(new Violation(
                    FindingCode.WRONG_COLUMN,
                    table.name(),
                    name + " is to be anonymized, but is no column of type " + Ways.TYPES + ".",
                    "Name one that there is."));
        }
        if (!column.get().nullable()) {
            return Optional.of(new Violation(
                    FindingCode.NOT_NULL_COLUMN,
                    table.name(),
                    name + " is NOT NULL: the rows could not lose their user.",
                    "Let the column be NULL."));
        }
        return Ways.isIndexed(table, way)
                ? Optional.empty()
                : Optional.of(new Violation(
                        FindingCode.MISSING_INDEX,
                        table.name(),
                        name + " has no index; finding one user's rows would read everybody's.",
                        "Create one."));
    }
}
