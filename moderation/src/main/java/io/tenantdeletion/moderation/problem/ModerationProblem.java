package io.tenantdeletion.moderation.problem;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.Map;

/** What can be wrong with a submission, or with deciding one. */
public final class ModerationProblem {

    /** Carries {@code violations} with {@code field_name} and {@code message}. */
    public static final ProblemType INVALID_ENTITY =
            new ProblemType("invalid-entity", 422, "The entity would not be valid");

    public static final ProblemType NOTHING_TO_CHANGE =
            new ProblemType("nothing-to-change", 422, "The entity is already like that");
    /** Carries {@code references} with {@code field_name}, {@code entity_type} and {@code entity_id}. */
    public static final ProblemType MISSING_REFERENCE =
            new ProblemType("missing-reference", 409, "Something the entity refers to does not exist");

    /** Carries {@code dependants} with {@code entity_type}, {@code field_name} and {@code count}. */
    public static final ProblemType HAS_DEPENDANTS =
            new ProblemType("has-dependants", 409, "Other entities depend on this one");

    public static final ProblemType ALREADY_CLOSED =
            new ProblemType("already-closed", 409, "The entity is closed already");
    public static final ProblemType NOT_DELETED = new ProblemType("not-deleted", 409, "There is nothing to restore");
    public static final ProblemType ALREADY_PENDING =
            new ProblemType("already-pending", 409, "A deletion of this entity waits for review already");
    /** Carries {@code status}. */
    public static final ProblemType ALREADY_DECIDED =
            new ProblemType("submission-already-decided", 409, "The submission has been decided");
    /** Carries {@code fields} with {@code field_name}, {@code old_value}, {@code current_value}, {@code new_value}. */
    public static final ProblemType CONFLICT =
            new ProblemType("submission-conflict", 409, "The entity has changed since the submission was made");

    public static final ProblemType ENTITY_GONE =
            new ProblemType("entity-gone", 409, "The entity does not exist any more");
    public static final ProblemType PART_OF_ANOTHER =
            new ProblemType("part-of-another-submission", 409, "The submission is decided with another one");
    public static final ProblemType OWN_SUBMISSION =
            new ProblemType("own-submission", 403, "Nobody decides on their own submission");
    public static final ProblemType RATE_LIMITED =
            new ProblemType("rate-limited", 429, "Too many submissions in this time");
    public static final ProblemType REFUSED_BY_DATABASE =
            new ProblemType("not-applicable", 409, "The database does not take the change");
    public static final ProblemType PERSON_ERASED =
            new ProblemType("user-erased", 409, "The user's account was deleted");

    private ModerationProblem() {}

    /** A problem with one further member. */
    public static ProblemException with(ProblemType type, String detail, String member, Object value) {
        return new ProblemException(type, detail, Map.of(member, value), Map.of());
    }
}
