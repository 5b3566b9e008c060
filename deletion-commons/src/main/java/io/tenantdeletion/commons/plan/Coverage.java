package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.OnDelete;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds what the marks leave out or contradict. */
final class Coverage {

    private final Catalog catalog;
    private final Marks marks;
    private final Set<TableName> tenantTables;
    private final List<String> violations = new ArrayList<>();

    Coverage(Catalog catalog, Marks marks, Set<TableName> tenantTables) {
        this.catalog = catalog;
        this.marks = marks;
        this.tenantTables = tenantTables;
    }

    List<String> violations() {
        marks.byTable().keySet().stream().sorted().forEach(this::marked);
        catalog.tables().stream()
                .filter(table -> marks.of(table.name()) instanceof Mark.None)
                .forEach(this::unmarked);
        catalog.foreignKeys().stream()
                .filter(key -> tenantTables.contains(key.to()) && !tenantTables.contains(key.from()))
                .forEach(this::foreignReference);
        return violations;
    }

    private void marked(TableName table) {
        if (marks.of(table) instanceof Mark.Shared shared && shared.reason().isBlank()) {
            violations.add(table + " is marked as shared without a reason; say why its rows outlive a tenant.");
        }
        if (marks.of(table) instanceof Mark.Tenant && catalog.table(table).isEmpty()) {
            violations.add(table + " is marked as tenant data, but the database has no such table.");
        }
        if (marks.of(table) instanceof Mark.Tenant tenant) {
            named(table, tenant.column(), "column");
            named(table, tenant.through(), "through");
        }
    }

    /** A column that a mark names must be one that can hold a tenant's or a parent's id. */
    private void named(TableName name, String column, String attribute) {
        boolean holdsIds = column.isEmpty()
                || catalog.table(name).stream()
                        .flatMap(table -> table.column(column).stream())
                        .anyMatch(present -> present.type().equals("uuid"));
        if (!holdsIds) {
            violations.add(name + " is marked @TenantData(" + attribute + " = \"" + column
                    + "\"), but has no such column of type uuid.");
        }
    }

    private void unmarked(Table table) {
        if (table.column(marks.tenantColumn()).isPresent()) {
            violations.add(table.name() + " has a column " + marks.tenantColumn()
                    + ", but no plan covers it. Map it and mark it @TenantData, or @SharedData with a reason.");
        }
    }

    private void foreignReference(ForeignKey key) {
        if (marks.of(key.from()) instanceof Mark.Shared) {
            if (key.onDelete() != OnDelete.SET_NULL || !key.nullable()) {
                violations.add(key.from() + " is shared, but its foreign key " + key.name()
                        + " refers to tenant data in "
                        + key.to()
                        + ": the order is forbidden. Make the key nullable and ON DELETE SET NULL, or mark the table"
                        + " @TenantData.");
            }
        } else if (catalog.table(key.from()).isEmpty()) {
            violations.add(key.from() + " lies outside this schema and refers to " + key.to() + " by " + key.name()
                    + "; no plan of this service may touch it, so the deletion could never be ordered.");
        } else if (catalog.table(key.from())
                .flatMap(table -> table.column(marks.tenantColumn()))
                .isEmpty()) {
            violations.add(key.from() + " has a path to a tenant by " + key.name() + " to " + key.to()
                    + ", but no plan covers it. Map it and mark it @TenantData, or @SharedData with a reason.");
        }
    }

    /** Tables whose rows belong to a tenant by their mark. */
    static Set<TableName> tenantTables(Catalog catalog, Marks marks) {
        Set<TableName> names = new TreeSet<>();
        catalog.tables().stream()
                .map(Table::name)
                .filter(name -> marks.of(name) instanceof Mark.Tenant)
                .forEach(names::add);
        return names;
    }
}
