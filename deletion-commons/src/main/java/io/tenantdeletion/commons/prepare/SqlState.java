package io.tenantdeletion.commons.prepare;

import java.util.stream.Stream;
import org.hibernate.JDBCException;

/** Conditions by which PostgreSQL ends a statement although nothing is wrong with it, or with its plan. */
public enum SqlState {

    /** A lock that others hold did not become free in time. */
    LOCK_NOT_AVAILABLE("55P03"),

    /** The statement took too long, or somebody cancelled it. */
    QUERY_CANCELED("57014"),

    /** The role may not: also where a row-level policy would have hidden rows. */
    INSUFFICIENT_PRIVILEGE("42501"),

    /**
     * Two calls held what the other one waited for, such as of a user and of a tenant the user works for, which find
     * the same rows by different indexes. PostgreSQL ends one of them, and nothing of it is kept.
     */
    DEADLOCK_DETECTED("40P01");

    private final String code;

    SqlState(String code) {
        this.code = code;
    }

    /** Whether this is why the work failed. */
    public boolean caused(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(JDBCException.class::isInstance)
                .map(JDBCException.class::cast)
                .anyMatch(cause -> code.equals(cause.getSQLState()));
    }
}
