package io.tenantdeletion.embedded.seed;

import io.tenantdeletion.embedded.seed.SeedTable.Column;
import io.tenantdeletion.embedded.seed.SeedTable.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statements that fill tables; every value is an expression of the row number {@code i}. */
final class SeedStatements {

    private final Scope scope;
    private final RowIds ids;
    private final RowIds sharedIds;

    /**
     * What the statements are made for.
     *
     * @param tenant the value of the tenant column, or {@code shared} for shared tables
     * @param tenantColumn the column that gets it
     * @param rows the rows of every table that is filled
     * @param sharedRows the rows that shared tables have already
     * @param setAfterwards foreign keys left out at first
     */
    record Scope(
            String tenant,
            String tenantColumn,
            Map<SeedTable, Long> rows,
            Map<SeedTable, Long> sharedRows,
            Set<Reference> setAfterwards) {}

    SeedStatements(Scope scope) {
        this.scope = scope;
        this.ids = new RowIds(scope.tenant());
        this.sharedIds = new RowIds(TenantSeeder.SHARED);
    }

    String insert(SeedTable table, ColumnValues values) {
        List<String> names = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (Column column : table.columns()) {
            names.add(SeedTable.quote(column.name()));
            expressions.add(known(table, column, "i").orElseGet(() -> values.of(column)));
        }
        return "insert into " + table.quoted() + " (" + String.join(", ", names) + ") overriding system value select "
                + String.join(", ", expressions) + " from generate_series(1::bigint, "
                + scope.rows().get(table) + ") i";
    }

    /** Sets a foreign key that {@link #insert} left out. */
    String update(SeedTable table, Reference reference) {
        SeedTable target = filled(reference).orElseThrow();
        long rows = scope.rows().get(table);
        String number = RowIds.targetAfterwards(rows, scope.rows().get(target));
        Column key = singleKey(table);
        List<String> assignments = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < reference.columns().size(); i++) {
            if (!reference.columns().get(i).equals(scope.tenantColumn())) {
                assignments.add(SeedTable.quote(reference.columns().get(i)) + " = v.c" + i);
                values.add(value(target, reference.targetColumns().get(i), number) + " as c" + i);
            }
        }
        return "update " + table.quoted() + " t set " + String.join(", ", assignments) + " from (select "
                + ids.id(table, key, "i") + " as id, " + String.join(", ", values)
                + " from generate_series(1::bigint, " + rows + ") i) v where t." + SeedTable.quote(key.name())
                + " = v.id";
    }

    private static Column singleKey(SeedTable table) {
        if (table.primaryKey().size() != 1) {
            throw new IllegalStateException(table.qualified() + " is pointed at but has no single key column");
        }
        return table.column(table.primaryKey().get(0)).orElseThrow();
    }

    // What follows from tenant, key and foreign keys; everything else is made up.
    private Optional<String> known(SeedTable table, Column column, String number) {
        if (column.name().equals(scope.tenantColumn())) {
            return Optional.of(SeedTable.literal(scope.tenant()) + "::" + column.type());
        }
        for (Reference reference : table.references()) {
            int place = reference.columns().indexOf(column.name());
            if (place >= 0) {
                return Optional.of(
                        pointer(table, reference, reference.targetColumns().get(place), number));
            }
        }
        return table.primaryKey().equals(List.of(column.name()))
                ? Optional.of(ids.id(table, column, number))
                : Optional.empty();
    }

    private String pointer(SeedTable table, Reference reference, String targetColumn, String number) {
        if (scope.setAfterwards().contains(reference)) {
            return "null";
        }
        long rows = scope.rows().get(table);
        if (table.isSelfReference(reference)) {
            return value(table, targetColumn, RowIds.targetInTree(number, table.isOptional(reference)));
        }
        Optional<SeedTable> target = filled(reference);
        if (target.isPresent()) {
            return value(
                    target.get(),
                    targetColumn,
                    RowIds.target(number, rows, scope.rows().get(target.get())));
        }
        Optional<SeedTable> shared = shared(reference);
        if (shared.isPresent()) {
            String place = "1 + (" + number + ") % " + scope.sharedRows().get(shared.get());
            return sharedIds.id(shared.get(), singleKey(shared.get()), place);
        }
        if (table.isOptional(reference)) {
            return "null";
        }
        throw new IllegalStateException(table.qualified() + " needs rows of " + reference.schema() + "."
                + reference.table() + ", which has none to point at");
    }

    private String value(SeedTable table, String columnName, String number) {
        Column column = table.column(columnName).orElseThrow();
        return known(table, column, number)
                .orElseThrow(() -> new IllegalStateException(
                        "Cannot point at " + table.qualified() + " by its column " + columnName));
    }

    private Optional<SeedTable> filled(Reference reference) {
        return scope.rows().keySet().stream().filter(reference::pointsTo).findFirst();
    }

    private Optional<SeedTable> shared(Reference reference) {
        return scope.sharedRows().entrySet().stream()
                .filter(entry -> entry.getValue() > 0 && reference.pointsTo(entry.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
