package io.tenantdeletion.commons.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A graph of tables and foreign keys.
 *
 * @param tables every table of the schemas read
 * @param foreignKeys every foreign key from or to one of them
 */
public record Catalog(List<Table> tables, List<ForeignKey> foreignKeys) {

    public Catalog {
        tables = List.copyOf(tables);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** The table of that name, where it is part of this graph. */
    public Optional<Table> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** Foreign keys of which the table is the child. */
    public List<ForeignKey> from(TableName child) {
        return foreignKeys.stream().filter(key -> key.from().equals(child)).toList();
    }

    /** The part of this graph that concerns one schema. */
    public Catalog schema(String schema) {
        return new Catalog(
                tables.stream()
                        .filter(table -> table.name().schema().equals(schema))
                        .toList(),
                foreignKeys.stream()
                        .filter(key -> key.from().schema().equals(schema)
                                || key.to().schema().equals(schema))
                        .toList());
    }
}
