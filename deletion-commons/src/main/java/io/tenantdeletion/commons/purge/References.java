package io.tenantdeletion.commons.purge;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;

/** Rows that still refer to rows being deleted: of others, or written while the purge ran. */
final class References {

    static final ProblemType PURGE_BLOCKED = new ProblemType(
            "purge-blocked", 409, "Other rows still refer to the rows to delete; this call deleted nothing");

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private References() {}

    static boolean areLeft(Throwable failure) {
        return violation(failure).isPresent();
    }

    static Throwable asProblem(Throwable failure) {
        return blockedBy(violation(failure).orElseThrow().getConstraintName());
    }

    /** Rows that stay refer to rows that should go by this foreign key. */
    static ProblemException blockedBy(String constraint) {
        return new ProblemException(
                PURGE_BLOCKED,
                "Rows that are not deleted with them, or are being written now, refer to the rows to delete by the"
                        + " foreign key " + constraint + ".",
                Map.of("constraint", String.valueOf(constraint)),
                Map.of());
    }

    private static Optional<ConstraintViolationException> violation(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(ConstraintViolationException.class::isInstance)
                .map(ConstraintViolationException.class::cast)
                .filter(cause -> FOREIGN_KEY_VIOLATION.equals(cause.getSQLState()))
                .findFirst();
    }
}
