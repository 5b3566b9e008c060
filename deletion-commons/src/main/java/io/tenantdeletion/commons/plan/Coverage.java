package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.OnDelete;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what the marks leave out or contradict. */
final class Coverage {

    private final Catalog catalog;
    private final Marks marks;
    private final Set<TableName> owned;
    private final List<String> violations = new ArrayList<>();

    Coverage(Catalog catalog, Marks marks, Set<TableName> owned) {
        this.catalog = catalog;
        this.marks = marks;
        this.owned = owned;
    }

    List<String> violations() {
        marks.byTable().keySet().stream().sorted().forEach(this::marked);
        catalog.tables().stream().filter(marks::isForgotten).forEach(this::forgotten);
        catalog.foreignKeys().stream()
                .filter(key -> owned.contains(key.to()) && !owned.contains(key.from()))
                .forEach(this::foreignReference);
        return violations;
    }

    private void marked(TableName table) {
        if (marks.of(table) instanceof Mark.Shared shared && shared.reason().isBlank()) {
            violations.add(table + " is marked as shared without a reason; say why its rows outlive a tenant.");
        }
        if (marks.of(table) instanceof Mark.Owned && catalog.table(table).isEmpty()) {
            violations.add(table + " is marked as " + kind().data() + ", but the database has no such table.");
        }
        if (marks.of(table) instanceof Mark.Owned mark) {
            named(table, mark.column(), "column");
            named(table, mark.through(), "through");
        }
    }

    /** A column that a mark names must be one that can hold a subject's or a parent's id. */
    private void named(TableName name, String column, String attribute) {
        boolean holdsIds = column.isEmpty()
                || catalog.table(name).stream()
                        .flatMap(table -> table.column(column).stream())
                        .anyMatch(present -> present.type().equals("uuid"));
        if (!holdsIds) {
            violations.add(name + " is marked " + kind().annotation() + "(" + attribute + " = \"" + column
                    + "\"), but has no such column of type uuid.");
        }
    }

    private void forgotten(Table table) {
        violations.add(
                table.name() + " has a column " + marks.column() + ", but no " + plan() + " covers it. " + remedy());
    }

    private void foreignReference(ForeignKey key) {
        Optional<Table> child = catalog.table(key.from());
        if (marks.of(key.from()) instanceof Mark.Shared) {
            sharedReference(key);
        } else if (child.isEmpty()) {
            violations.add(key.from() + " lies outside this schema and refers to " + key.to() + " by " + key.name()
                    + "; no plan of this service may touch it, so the deletion could never be ordered.");
        } else if (marks.of(key.from()) instanceof Mark.Anonymized) {
            violations.add(key.from() + " is marked to be anonymized, but refers to rows that go with their "
                    + kind().noun() + " by " + key.name() + " to " + key.to()
                    + ": its rows could not stay. Drop the foreign key, or let the rows go as well.");
        } else if (!marks.isForgotten(child.get())) {
            violations.add(key.from() + " has a path to a " + kind().noun() + " by " + key.name() + " to " + key.to()
                    + ", but no " + plan() + " covers it. " + remedy());
        }
    }

    private void sharedReference(ForeignKey key) {
        if (key.onDelete() != OnDelete.SET_NULL || !key.nullable()) {
            violations.add(key.from() + " is shared, but its foreign key " + key.name() + " refers to "
                    + kind().data() + " in " + key.to()
                    + ": the order is forbidden. Make the key nullable and ON DELETE SET NULL, or mark the table "
                    + kind().annotation() + ".");
        }
    }

    private SubjectKind kind() {
        return marks.kind();
    }

    private String plan() {
        return kind() == SubjectKind.TENANT ? "plan" : "plan for users";
    }

    private String remedy() {
        return kind() == SubjectKind.TENANT
                ? "Map it and mark it @TenantData, or @SharedData with a reason."
                : "Map it and mark it @UserData.";
    }

    /** Tables whose rows belong to a subject by their mark. */
    static Set<TableName> ownedTables(Catalog catalog, Marks marks) {
        Set<TableName> names = new TreeSet<>();
        catalog.tables().stream()
                .map(Table::name)
                .filter(name -> marks.of(name) instanceof Mark.Owned)
                .forEach(names::add);
        return names;
    }
}
