package io.tenantdeletion.moderation.problem;

import io.tenantdeletion.commons.problem.ProblemException;
import io.vertx.pgclient.PgException;
import java.util.Optional;

/**
 * What PostgreSQL's own refusals mean to whoever wanted a change: it has the last word, and sees what is concurrent.
 */
public final class DatabaseRefusals {

    private static final String DEADLOCK = "40P01";
    private static final String FOREIGN_KEY = "23503";
    private static final String UNIQUE = "23505";
    private static final String FENCE = "tenant_deletion_fence";
    private static final String ONE_DELETION = "submissions_one_deletion";

    private DatabaseRefusals() {}

    /** Whether the same transaction may succeed when it is run again. */
    public static boolean isDeadlock(Throwable failure) {
        return failure instanceof PgException refused && DEADLOCK.equals(refused.getSqlState());
    }

    /** The problem that a failure is, where it is one that a caller can do something about; itself otherwise. */
    public static Throwable translate(Throwable failure) {
        return failure instanceof PgException refused
                ? problem(refused).map(Throwable.class::cast).orElse(failure)
                : failure;
    }

    private static Optional<ProblemException> problem(PgException refused) {
        String state = refused.getSqlState() == null ? "" : refused.getSqlState();
        if (FENCE.equals(refused.getConstraint())) {
            return Optional.of(
                    new ProblemException(ModerationProblem.PERSON_ERASED, "Nothing is submitted or made in its name."));
        }
        if (ONE_DELETION.equals(refused.getConstraint())) {
            return Optional.of(new ProblemException(
                    ModerationProblem.ALREADY_PENDING, "It has to be decided or withdrawn before another one."));
        }
        if (state.equals(FOREIGN_KEY)) {
            boolean isParent = refused.getErrorMessage().startsWith("update or delete");
            return Optional.of(
                    isParent
                            ? new ProblemException(
                                    ModerationProblem.HAS_DEPENDANTS,
                                    "Something began to depend on it meanwhile: see its deletion preview.")
                            : new ProblemException(
                                    ModerationProblem.MISSING_REFERENCE,
                                    "What it refers to is gone: " + refused.getConstraint() + "."));
        }
        return state.startsWith("23") || state.startsWith("22")
                ? Optional.of(new ProblemException(ModerationProblem.REFUSED_BY_DATABASE, detail(refused, state)))
                : Optional.empty();
    }

    private static String detail(PgException refused, String state) {
        return state.equals(UNIQUE)
                ? "There is another one with the same value: " + refused.getConstraint() + "."
                : "A rule of the table is broken: "
                        + Optional.ofNullable(refused.getConstraint()).orElse(state) + ".";
    }
}
