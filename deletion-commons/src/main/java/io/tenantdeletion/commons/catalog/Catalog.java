package io.tenantdeletion.commons.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A graph of tables and foreign keys, as one role sees it.
 *
 * @param tables every table of the schemas read
 * @param foreignKeys every foreign key from or to one of them
 * @param materializedViews those, of any schema, that copy rows of one of them
 * @param role the role that read it
 * @param trackCounts whether PostgreSQL counts the rows that a transaction changes
 */
public record Catalog(
        List<Table> tables,
        List<ForeignKey> foreignKeys,
        List<MaterializedView> materializedViews,
        Role role,
        boolean trackCounts) {

    /** The schema of this product's own tables and functions. */
    public static final String OURS = "tenant_deletion";

    private static final long FEW = 500_000;

    public Catalog {
        tables = List.copyOf(tables);
        foreignKeys = List.copyOf(foreignKeys);
        materializedViews = List.copyOf(materializedViews);
    }

    /** The table of that name, where it is part of this graph. */
    public Optional<Table> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** The column of that name of a table, where both are part of this graph. */
    public Optional<Column> column(TableName table, String name) {
        return table(table).flatMap(found -> found.column(name));
    }

    /** Whether a table is known to have so few rows, everybody's, that a statement may gather their keys in memory. */
    public boolean hasFewRows(TableName name) {
        return table(name)
                .filter(table -> table.estimatedRows() != Table.UNKNOWN && table.estimatedRows() <= FEW)
                .isPresent();
    }

    /** Foreign keys of which the table is the child. */
    public List<ForeignKey> from(TableName child) {
        return foreignKeys.stream().filter(key -> key.from().equals(child)).toList();
    }

    /** Foreign keys of which the table is the parent. */
    public List<ForeignKey> to(TableName parent) {
        return foreignKeys.stream().filter(key -> key.to().equals(parent)).toList();
    }

    /** The part of this graph that concerns some of its schemas. */
    public Catalog schemas(Collection<String> schemas) {
        return new Catalog(
                tables.stream()
                        .filter(table -> schemas.contains(table.name().schema()))
                        .toList(),
                foreignKeys.stream()
                        .filter(key -> schemas.contains(key.from().schema())
                                || schemas.contains(key.to().schema()))
                        .toList(),
                materializedViews.stream()
                        .filter(view -> view.tables().stream().anyMatch(table -> schemas.contains(table.schema())))
                        .toList(),
                role,
                trackCounts);
    }
}
