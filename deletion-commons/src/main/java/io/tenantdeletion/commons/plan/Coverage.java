package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import io.tenantdeletion.commons.catalog.Structure.Kind;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what the marks leave out or contradict. */
final class Coverage {

    private final Catalog catalog;
    private final OwnershipMap ownerships;
    private final Set<TableName> owned;
    private final List<Violation> violations = new ArrayList<>();

    Coverage(Catalog catalog, OwnershipMap ownerships, Set<TableName> owned) {
        this.catalog = catalog;
        this.ownerships = ownerships;
        this.owned = owned;
    }

    List<Violation> violations() {
        ownerships.byTable().keySet().stream().sorted().forEach(this::marked);
        catalog.tables().stream().filter(ownerships::isForgotten).forEach(this::forgotten);
        catalog.foreignKeys().stream()
                .filter(key -> owned.contains(key.to()) && !owned.contains(key.from()))
                .forEach(this::foreignReference);
        return violations;
    }

    private void marked(TableName table) {
        if (ownerships.of(table) instanceof Ownership.Shared shared
                && shared.reason().isBlank()) {
            add(
                    FindingCode.INVALID_MARK,
                    table,
                    table + " is marked as shared without a reason;",
                    "say why its rows outlive a tenant.");
        }
        if (ownerships.of(table) instanceof Ownership.Owned
                && catalog.table(table).isEmpty()) {
            add(
                    FindingCode.MISSING_TABLE,
                    table,
                    table + " is marked as " + kind().data() + ", but the database has no such table.",
                    "Create it, or take the mark away.");
        }
        if (ownerships.of(table) instanceof Ownership.Owned ownership) {
            PathFinder.columns(ownership.column()).forEach(column -> named(table, column, "column"));
            PathFinder.columns(ownership.through()).forEach(column -> named(table, column, "through"));
        }
    }

    /** A column that a mark names must be one that can hold a subject's or a parent's id. */
    private void named(TableName name, String column, String attribute) {
        boolean isKey = attribute.equals("through");
        Optional<Column> present = catalog.column(name, column);
        if (present.filter(one -> isKey || one.holdsIdentifiers()).isEmpty()) {
            String type = present.map(one -> " It is " + one.type() + ".").orElse("");
            add(
                    FindingCode.WRONG_COLUMN,
                    name,
                    name + " is marked " + kind().annotation() + "(" + attribute + " = \"" + column
                            + "\"), but has no such column"
                            + (isKey ? "." : " of type " + PathFinder.TYPES + "." + type),
                    type.isEmpty() ? "Name one that there is." : "Name another column, or change its type.");
        }
    }

    private void forgotten(Table table) {
        if (table.structure().kind() == Kind.FOREIGN_TABLE) {
            return; // Whoever looks at how tables keep their rows says more.
        }
        add(
                FindingCode.UNMARKED_TABLE,
                table.name(),
                table.name() + " has a column " + ownerships.column() + ", but no " + plan() + " covers it.",
                remedy());
    }

    private void foreignReference(ForeignKey key) {
        Optional<Table> child = catalog.table(key.from());
        if (ownerships.of(key.from()) instanceof Ownership.Shared) {
            sharedReference(key);
        } else if (child.isEmpty()) {
            add(
                    FindingCode.FOREIGN_KEY_FROM_OUTSIDE,
                    key.from(),
                    key.from() + " lies outside this service's schemas and refers to " + key.to() + " by " + key.name()
                            + "; no plan of this service may touch it, so the deletion could never be ordered.",
                    "Drop the foreign key, or let the table's schema be one of the service's.");
        } else if (ownerships.of(key.from()) instanceof Ownership.Anonymized) {
            add(
                    FindingCode.REFERENCE_OF_ROWS_THAT_STAY,
                    key.from(),
                    key.from() + " is marked to be anonymized, but refers to rows that go with their " + kind().noun()
                            + " by " + key.name() + " to " + key.to() + ": its rows could not stay.",
                    "Drop the foreign key, or let the rows go as well.");
        } else if (!ownerships.isForgotten(child.get())) {
            add(
                    FindingCode.UNMARKED_TABLE,
                    key.from(),
                    key.from() + " has a path to a " + kind().noun() + " by " + key.name() + " to " + key.to()
                            + ", but no " + plan() + " covers it.",
                    remedy());
        }
    }

    private void sharedReference(ForeignKey key) {
        String what = key.from() + " is shared, but its foreign key " + key.name() + " refers to " + kind().data()
                + " in " + key.to();
        if (key.onDelete() != Action.SET_NULL) {
            add(
                    FindingCode.ON_DELETE_ACTION,
                    key.from(),
                    what + " and is ON DELETE " + key.onDelete().sql() + ": the order is forbidden.",
                    "Make the key nullable and ON DELETE SET NULL, or mark the table " + kind().annotation() + ".");
        } else if (!key.settableColumns().containsAll(key.columnsSetOnDelete())) {
            List<String> stuck = new ArrayList<>(key.columnsSetOnDelete());
            stuck.removeAll(key.settableColumns());
            add(
                    FindingCode.SET_NULL_NOT_NULL,
                    key.from(),
                    what + " and is ON DELETE SET NULL, which would set " + stuck + ", and that must not be NULL.",
                    "Let the column be NULL, or say which columns to set: ON DELETE SET NULL (column).");
        }
    }

    private void add(FindingCode code, TableName table, String detail, String remedy) {
        violations.add(new Violation(code, table, detail, remedy));
    }

    private SubjectKind kind() {
        return ownerships.kind();
    }

    private String plan() {
        return kind() == SubjectKind.TENANT ? "plan" : "plan for users";
    }

    private String remedy() {
        return kind() == SubjectKind.TENANT
                ? "Mark its entity @TenantData, or @SharedData with a reason, or say so in deletion.tables."
                : "Mark its entity @UserData, or say so in deletion.tables.";
    }

    /** Tables whose rows belong to a subject by their mark. */
    static Set<TableName> ownedTables(Catalog catalog, OwnershipMap ownerships) {
        Set<TableName> names = new TreeSet<>();
        catalog.tables().stream()
                .map(Table::name)
                .filter(name -> ownerships.of(name) instanceof Ownership.Owned)
                .forEach(names::add);
        return names;
    }
}
