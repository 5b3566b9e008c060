package io.tenantdeletion.orchestrator.participant;

import java.util.Optional;

/**
 * How a guarded call ended.
 *
 * @param answer the participant's validated answer, or null
 * @param failure why there is none, or null
 * @param tries how often the participant was really called
 */
public record Outcome<T>(T answer, Failure failure, int tries) {

    /** The participant answered. */
    public static <T> Outcome<T> answered(T answer) {
        return new Outcome<>(answer, null, 0);
    }

    /** There is no answer. */
    public static <T> Outcome<T> failed(Failure failure) {
        return new Outcome<>(null, failure, 0);
    }

    /** The same, after so many calls. */
    public Outcome<T> after(int calls) {
        return new Outcome<>(answer, failure, calls);
    }

    /** Why there is no answer. */
    public Optional<Failure> problem() {
        return Optional.ofNullable(failure);
    }
}
