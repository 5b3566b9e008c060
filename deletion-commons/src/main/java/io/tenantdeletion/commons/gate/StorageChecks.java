package io.tenantdeletion.commons.gate;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.MaterializedView;
import io.tenantdeletion.commons.catalog.Structure;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds rows that lie where a deletion does not reach them, or reaches more than it should. */
final class StorageChecks {

    private final Catalog catalog;
    private final OwnershipMap ownerships;
    private final TouchedTables touched;

    StorageChecks(Catalog catalog, OwnershipMap ownerships, TouchedTables touched) {
        this.catalog = catalog;
        this.ownerships = ownerships;
        this.touched = touched;
    }

    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        catalog.tables().stream()
                .filter(this::holdsSubjects)
                .forEach(table -> foreignTables(table).forEach(name -> violations.add(foreignTable(table, name))));
        touched.all()
                .filter(table -> !table.structure().inheritsFrom().isEmpty()
                        || !table.structure().inheritedBy().isEmpty())
                .forEach(table -> violations.add(inheritance(table)));
        Set<TableName> copied = touched.all().map(Table::name).collect(Collectors.toSet());
        catalog.materializedViews().stream()
                .filter(view -> view.tables().stream().anyMatch(copied::contains))
                .forEach(view -> violations.add(copy(view)));
        return violations;
    }

    private boolean holdsSubjects(Table table) {
        Ownership ownership = ownerships.byTable().get(table.name());
        return ownership != null && ownership.namesSubjects()
                || !(ownership instanceof Ownership.Shared)
                        && table.column(ownerships.column()).isPresent();
    }

    private static Stream<TableName> foreignTables(Table table) {
        return table.structure().kind() == Structure.Kind.FOREIGN_TABLE
                ? Stream.of(table.name())
                : table.structure().partitions().stream()
                        .filter(partition -> partition.kind() == Structure.Kind.FOREIGN_TABLE)
                        .map(Structure.Partition::name);
    }

    private Violation foreignTable(Table table, TableName foreign) {
        return new Violation(
                FindingCode.FOREIGN_TABLE,
                table.name(),
                foreign + " is a foreign table: its rows lie on another server, and no foreign key, fence or count of"
                        + " this database holds for them.",
                "Let a service of that server delete them, and drop the foreign table, or mark it as shared with that"
                        + " reason.");
    }

    private static Violation inheritance(Table table) {
        List<TableName> relatives = Stream.concat(
                        table.structure().inheritsFrom().stream(), table.structure().inheritedBy().stream())
                .toList();
        return new Violation(
                FindingCode.INHERITANCE,
                table.name(),
                table.name() + " inherits from or is inherited by " + relatives
                        + ": statements on one reach rows of the other, foreign keys do not.",
                "Make them partitions, or ALTER TABLE … NO INHERIT.");
    }

    private static Violation copy(MaterializedView view) {
        return new Violation(
                FindingCode.MATERIALIZED_VIEW,
                view.name(),
                view.name() + " keeps a copy of rows of " + view.tables() + ", which a deletion does not change.",
                "REFRESH MATERIALIZED VIEW " + view.name() + " after deletions, at the latest when they have to be"
                        + " complete.");
    }
}
