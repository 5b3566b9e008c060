package io.tenantdeletion.commons.catalog;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name of the constraint
 * @param from the referencing table, the child
 * @param columns its referencing columns
 * @param to the referenced table, the parent
 * @param referenced the referenced columns, in the order of {@code columns}
 * @param nullable whether a row may refer to nothing
 * @param onDelete what deleting the parent does
 */
public record ForeignKey(
        String name,
        TableName from,
        List<String> columns,
        TableName to,
        List<String> referenced,
        boolean nullable,
        OnDelete onDelete) {

    public ForeignKey {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }

    /** What deleting a referenced row does to the rows that refer to it. */
    public enum OnDelete {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT;

        static OnDelete of(String confdeltype) {
            return switch (confdeltype) {
                case "a" -> NO_ACTION;
                case "r" -> RESTRICT;
                case "c" -> CASCADE;
                case "n" -> SET_NULL;
                case "d" -> SET_DEFAULT;
                default -> throw new IllegalArgumentException("confdeltype " + confdeltype);
            };
        }
    }

    /** Whether the table refers to itself. */
    public boolean isSelfReference() {
        return from.equals(to);
    }

    @Override
    public String toString() {
        return from + "(" + String.join(", ", columns) + ") -> " + to;
    }
}
