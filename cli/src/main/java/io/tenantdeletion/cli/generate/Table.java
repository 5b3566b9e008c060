package io.tenantdeletion.cli.generate;

import java.util.List;
import java.util.Optional;

/**
 * A table as the catalog has it.
 *
 * @param name as the catalog spells it
 * @param columns in order
 * @param constraints primary and unique keys and checks, as PostgreSQL writes them down
 * @param keys foreign keys
 * @param indexes statements that make those which belong to no constraint
 * @param indexed the columns of every index that finds all rows
 */
record Table(
        String name,
        List<Column> columns,
        List<Constraint> constraints,
        List<ForeignKey> keys,
        List<String> indexes,
        List<List<String>> indexed) {

    /**
     * A column.
     *
     * @param definition everything behind its name, but for NOT NULL
     */
    record Column(String name, String type, boolean notNull, String definition) {}

    /** A constraint and its text. */
    record Constraint(String name, String definition) {}

    /**
     * A foreign key.
     *
     * @param parent the table it leads to; with its schema where that is another one
     * @param notNull whether every row has it
     * @param action what PostgreSQL does when the parent goes: a, r, c, n or d, as the catalog has it
     */
    record ForeignKey(
            String name, List<String> columns, String parent, boolean notNull, String action, String definition) {}

    Optional<Column> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }

    boolean hasIndexOn(List<String> leading) {
        return indexed.stream()
                .anyMatch(index -> index.size() >= leading.size()
                        && index.subList(0, leading.size()).containsAll(leading));
    }
}
