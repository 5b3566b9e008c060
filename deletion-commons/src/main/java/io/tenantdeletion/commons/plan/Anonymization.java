package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tables whose rows all stay and lose the subject that they name. */
final class Anonymization {

    private final Catalog catalog;
    private final Map<TableName, SubjectPath.ByColumn> paths = new TreeMap<>();

    Anonymization(Catalog catalog, OwnershipMap ownerships) {
        this.catalog = catalog;
        ownerships.byTable().forEach((table, ownership) -> {
            if (ownership instanceof Ownership.Anonymized anonymized) {
                paths.put(table, path(table, ownerships.column(anonymized)));
            }
        });
    }

    private SubjectPath.ByColumn path(TableName table, String column) {
        String type = catalog.column(table, column).map(Column::type).orElse("");
        return new SubjectPath.ByColumn(column, type);
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** One step a table; their order does not matter. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        paths.forEach((table, path) -> steps.add(new Step.Anonymize(table, path)));
        return steps;
    }

    /** Why there are no such steps. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        paths.forEach((name, path) -> catalog.table(name)
                .ifPresentOrElse(
                        table -> violation(table, path).ifPresent(violations::add),
                        () -> violations.add(new Violation(
                                FindingCode.MISSING_TABLE,
                                name,
                                name + " is marked to be anonymized, but the database has no such table.",
                                "Create it, or take the mark away."))));
        return violations;
    }

    private static Optional<Violation> violation(Table table, SubjectPath.ByColumn path) {
        Optional<Column> column = table.column(path.column()).filter(Column::holdsIdentifiers);
        String name = table.name() + "." + path.column();
        if (column.isEmpty()) {
            return Optional.of(new Violation(
                    FindingCode.WRONG_COLUMN,
                    table.name(),
                    name + " is to be anonymized, but is no column of type " + PathFinder.TYPES + ".",
                    "Name one that there is."));
        }
        if (!column.get().nullable()) {
            return Optional.of(new Violation(
                    FindingCode.NOT_NULL_COLUMN,
                    table.name(),
                    name + " is NOT NULL: the rows could not lose their user.",
                    "Let the column be NULL."));
        }
        return PathFinder.isIndexed(table, path)
                ? Optional.empty()
                : Optional.of(new Violation(
                        FindingCode.MISSING_INDEX,
                        table.name(),
                        name + " has no index; finding one user's rows would read everybody's.",
                        PathFinder.createIndexes(table, path)));
    }
}
