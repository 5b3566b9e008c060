package io.tenantdeletion.commons.catalog;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name of the constraint
 * @param from the referencing table, the child
 * @param to the referenced table, the parent
 * @param references its columns and what they refer to, in the order of the constraint
 * @param actions what changing the parent does
 * @param state how far it can be relied on
 */
public record ForeignKey(
        String name, TableName from, TableName to, List<Reference> references, Actions actions, State state) {

    public ForeignKey {
        references = List.copyOf(references);
    }

    /**
     * A pair of columns.
     *
     * @param column of the child
     * @param referenced of the parent
     * @param nullable whether the child's column may hold NULL
     * @param generated whether PostgreSQL computes the child's column
     */
    public record Reference(String column, String referenced, boolean nullable, boolean generated) {}

    /**
     * What changing a referenced row does to the rows that refer to it.
     *
     * @param onDelete when it is deleted
     * @param onDeleteColumns the columns that {@code SET NULL} and {@code SET DEFAULT} set; all of the key's where
     *     empty
     * @param onUpdate when its referenced columns change
     */
    public record Actions(Action onDelete, List<String> onDeleteColumns, Action onUpdate) {

        public Actions {
            onDeleteColumns = List.copyOf(onDeleteColumns);
        }
    }

    /**
     * How far a key can be relied on.
     *
     * @param validated whether every row has been checked
     * @param deferrable whether the check can wait for the commit
     * @param deferred whether it does so unless told otherwise
     * @param matchFull whether all of its columns are NULL or none
     * @param partial whether it is defined on or refers to a single partition, so that it says nothing about the rows
     *     of the others
     */
    public record State(boolean validated, boolean deferrable, boolean deferred, boolean matchFull, boolean partial) {}

    /** What PostgreSQL does to referring rows. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT;

        static Action of(String code) {
            return switch (code) {
                case "a" -> NO_ACTION;
                case "r" -> RESTRICT;
                case "c" -> CASCADE;
                case "n" -> SET_NULL;
                case "d" -> SET_DEFAULT;
                default -> throw new IllegalArgumentException("referential action " + code);
            };
        }

        /** The word of SQL. */
        public String sql() {
            return name().replace('_', ' ');
        }
    }

    /** Its referencing columns. */
    public List<String> columns() {
        return references.stream().map(Reference::column).toList();
    }

    /** The referenced columns, in the order of {@link #columns}. */
    public List<String> referenced() {
        return references.stream().map(Reference::referenced).toList();
    }

    /** Referencing columns that a statement may set to NULL. */
    public List<String> settableColumns() {
        return references.stream()
                .filter(reference -> reference.nullable() && !reference.generated())
                .map(Reference::column)
                .toList();
    }

    /** Whether a row may refer to nothing: one NULL is enough. */
    public boolean nullable() {
        return references.stream().anyMatch(Reference::nullable);
    }

    /** What deleting a referenced row does. */
    public Action onDelete() {
        return actions.onDelete();
    }

    /** The columns that {@code ON DELETE SET NULL} or {@code SET DEFAULT} sets. */
    public List<String> columnsSetOnDelete() {
        return actions.onDeleteColumns().isEmpty() ? columns() : actions.onDeleteColumns();
    }

    /** Whether the table refers to itself. */
    public boolean isSelfReference() {
        return from.equals(to);
    }

    @Override
    public String toString() {
        return from + "(" + String.join(", ", columns()) + ") -> " + to;
    }
}
