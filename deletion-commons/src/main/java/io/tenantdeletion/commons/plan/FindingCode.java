package io.tenantdeletion.commons.plan;

import java.util.Locale;

/** Every kind of finding, with its stable name: what a schema may not contain where a service is to delete from it. */
public enum FindingCode {

    /** A table names subjects, or has a path to them, and nobody says whose its rows are. */
    UNMARKED_TABLE,

    /** Schemas of marked tables that no service of the process claims. */
    UNCLAIMED_MARK,

    /** A mark that contradicts another one, or says too little. */
    INVALID_MARK,

    /** A mark on a table that is not there. */
    MISSING_TABLE,

    /** A mark that names a column which is not there or cannot hold an identifier. */
    WRONG_COLUMN,

    /** A service without any data of the kind of subject. */
    NO_DATA,

    /** A marked table from which no key leads to a subject. */
    NO_PATH,

    /** A row that could be two subjects' at once. */
    AMBIGUOUS_PATH,

    /** Foreign keys in a circle that nothing can open. */
    CYCLE,

    /** A column that would have to be set to NULL and cannot. */
    NOT_NULL_COLUMN,

    /** A table outside the service's schemas refers to the subject's rows. */
    FOREIGN_KEY_FROM_OUTSIDE,

    /** A table whose rows stay refers to rows that go. */
    REFERENCE_OF_ROWS_THAT_STAY,

    /**
     * What PostgreSQL does to referring rows, or does not, when a row is deleted, is not what the plan can answer for.
     */
    ON_DELETE_ACTION,

    /** {@code ON DELETE SET NULL} onto a column that must not be NULL. */
    SET_NULL_NOT_NULL,

    /** Rows could only be found by reading everybody's. */
    MISSING_INDEX,

    /** A foreign key that PostgreSQL has not checked for every row. */
    KEY_NOT_VALIDATED,

    /** A foreign key of, or to, a single partition. */
    KEY_ON_PARTITION,

    /** Policies hide rows from the purge role. */
    ROW_LEVEL_SECURITY,

    /** A rule rewrites statements on the table. */
    RULE,

    /** Rows that lie on another server. */
    FOREIGN_TABLE,

    /** Inheritance other than partitions. */
    INHERITANCE,

    /** A user trigger that fires for what a deletion does. */
    TRIGGER,

    /** A right that the purge role lacks. */
    PRIVILEGE,

    /** PostgreSQL does not count what a transaction changes. */
    TRACK_COUNTS,

    /** A table that the fence does not guard. */
    FENCE_MISSING,

    /** Rows of others refer to rows of this subject. */
    ROWS_OF_OTHERS,

    /** Rows of others could not be looked for in the time that there was. */
    NOT_COUNTED(true),

    /** The purge role is the application's, or a superuser. */
    SAME_ROLE(true),

    /** A column seems to name users, and no deletion of a user empties it. */
    UNMARKED_COLUMN(true),

    /** Rows name something outside the database, in a store that nobody has configured. */
    UNKNOWN_STORE(true),

    /** A copy of rows that a deletion does not change. */
    MATERIALIZED_VIEW(true);

    private final boolean warning;

    FindingCode() {
        this(false);
    }

    FindingCode(boolean warning) {
        this.warning = warning;
    }

    /** Whether a deletion passes it. */
    public boolean isWarning() {
        return warning;
    }

    /** Its stable name, such as {@code unmarked-table}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
