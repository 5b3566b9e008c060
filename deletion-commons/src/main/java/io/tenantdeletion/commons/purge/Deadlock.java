package io.tenantdeletion.commons.purge;

import java.util.stream.Stream;
import org.hibernate.JDBCException;

/**
 * Two calls that hold what the other one waits for, such as of a user and of a tenant the user works for, which find
 * the same rows by different indexes. PostgreSQL ends one of them, and nothing of it is kept.
 */
final class Deadlock {

    private static final String DEADLOCK_DETECTED = "40P01";

    private Deadlock() {}

    static boolean caused(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(JDBCException.class::isInstance)
                .map(JDBCException.class::cast)
                .anyMatch(cause -> DEADLOCK_DETECTED.equals(cause.getSQLState()));
    }
}
