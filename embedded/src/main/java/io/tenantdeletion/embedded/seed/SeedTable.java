package io.tenantdeletion.embedded.seed;

import java.util.List;
import java.util.Optional;

/** A table as the seeder sees it. */
record SeedTable(
        String schema, String name, List<Column> columns, List<String> primaryKey, List<Reference> references) {

    /**
     * A column that wants a value.
     *
     * @param type the type's name in the catalog, such as {@code int4}
     * @param modifier the type's modifier: length of a varchar, precision and scale of a numeric; -1 if there is none
     * @param unique whether it is part of a unique index
     * @param allowed the only values it takes (enum or check constraint); empty if it takes any
     */
    record Column(String name, String type, int modifier, boolean nullable, boolean unique, List<String> allowed) {}

    /** A foreign key. */
    record Reference(List<String> columns, String schema, String table, List<String> targetColumns) {

        boolean pointsTo(SeedTable target) {
            return target.schema().equals(schema) && target.name().equals(table);
        }
    }

    Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    boolean isOptional(Reference reference) {
        return reference.columns().stream()
                .allMatch(name -> column(name).map(Column::nullable).orElse(true));
    }

    boolean isSelfReference(Reference reference) {
        return reference.pointsTo(this);
    }

    String qualified() {
        return schema + "." + name;
    }

    String quoted() {
        return quote(schema) + "." + quote(name);
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
