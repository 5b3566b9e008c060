package io.tenantdeletion.commons.purge;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.vertx.pgclient.PgException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows that still refer to rows being deleted: of another tenant, or written while the purge ran. */
final class References {

    static final ProblemType PURGE_BLOCKED =
            new ProblemType("purge-blocked", 409, "Other rows still refer to the tenant's rows; nothing was deleted");

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private References() {}

    static boolean areLeft(Throwable failure) {
        return violation(failure).isPresent();
    }

    static Throwable asProblem(Throwable failure) {
        PgException cause = violation(failure).orElseThrow();
        return new ProblemException(
                PURGE_BLOCKED,
                "Rows of " + cause.getTable() + " refer to rows of this tenant by the foreign key "
                        + cause.getConstraint() + " and are not the tenant's own, or are being written now.",
                Map.of("table", cause.getTable(), "constraint", cause.getConstraint()),
                Map.of());
    }

    private static Optional<PgException> violation(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(PgException.class::isInstance)
                .map(PgException.class::cast)
                .filter(cause -> FOREIGN_KEY_VIOLATION.equals(cause.getSqlState()))
                .findFirst();
    }
}
