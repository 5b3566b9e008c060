package io.tenantdeletion.commons.random;

import java.util.List;
import java.util.Map;

/**
 * A foreign key.
 *
 * @param options of the constraint, such as what it does on delete
 * @param set the columns that {@code ON DELETE SET NULL} sets; empty where it does something else
 */
record RandomKey(
        String name, RandomTable from, RandomTable to, Map<String, String> columns, String options, List<String> set) {

    /** Referencing columns, in the order of the constraint. */
    List<String> referencing() {
        return List.copyOf(columns.keySet());
    }

    boolean isNullable() {
        return columns.keySet().stream().anyMatch(column -> from.column(column).nullable());
    }

    String ddl() {
        return "alter table " + Sql.name(from.name()) + " add constraint " + Sql.name(name) + " foreign key ("
                + Sql.names(columns.keySet()) + ") references " + Sql.name(to.name()) + " ("
                + Sql.names(columns.values()) + ") " + options;
    }
}
