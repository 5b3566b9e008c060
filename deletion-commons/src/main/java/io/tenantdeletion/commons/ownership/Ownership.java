package io.tenantdeletion.commons.ownership;

/** What is known about a table beyond the catalog, as far as one kind of subject is concerned. */
public sealed interface Ownership {

    /** Whether the rows are found by a tenant, or a user, in order to do something about them. */
    default boolean namesSubjects() {
        return false;
    }

    /**
     * The rows belong to tenants, or to users.
     *
     * @param column the column with the subject's id; empty for the usual one, or none
     * @param through the foreign key column that leads to the subject; empty to let the planner choose
     */
    record Owned(String column, String through) implements Ownership {

        @Override
        public boolean namesSubjects() {
            return true;
        }
    }

    /**
     * The rows name users, but belong to somebody else and stay without them.
     *
     * @param column the column with the subject's id; empty for the usual one
     */
    record Anonymized(String column) implements Ownership {

        @Override
        public boolean namesSubjects() {
            return true;
        }
    }

    /**
     * The rows belong to nobody in particular.
     *
     * @param reason why, for a reviewer
     */
    record Shared(String reason) implements Ownership {}

    /** The table is known but not marked. */
    record None() implements Ownership {}
}
