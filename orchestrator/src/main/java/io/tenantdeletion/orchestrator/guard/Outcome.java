package io.tenantdeletion.orchestrator.guard;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a guarded call ended.
 *
 * @param answer the participant's validated answer, or null
 * @param failure why there is none, or null
 * @param tries how often the participant was really called
 * @param answerLost whether one of these calls may have been carried out without its answer being heard
 */
public record Outcome<T>(T answer, Failure failure, int tries, boolean answerLost) {

    /** The participant answered. */
    public static <T> Outcome<T> answered(T answer) {
        return new Outcome<>(answer, null, 0, false);
    }

    /** There is no answer. */
    public static <T> Outcome<T> failed(Failure failure) {
        return new Outcome<>(null, failure, 0, false);
    }

    /** The same, after so many calls. */
    public Outcome<T> after(int calls, boolean lost) {
        return new Outcome<>(answer, failure, calls, lost);
    }

    /** The same with what the answer means. */
    public <R> Outcome<R> map(Function<T, R> meaning) {
        return new Outcome<>(answer == null ? null : meaning.apply(answer), failure, tries, answerLost);
    }

    /** Why there is no answer. */
    public Optional<Failure> problem() {
        return Optional.ofNullable(failure);
    }
}
