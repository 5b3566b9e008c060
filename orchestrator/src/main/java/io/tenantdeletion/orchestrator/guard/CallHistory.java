package io.tenantdeletion.orchestrator.guard;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;
import java.util.Optional;

/** How calls behind one guard have gone lately. */
public final class CallHistory {

    private volatile CircuitBreakerState circuit = CircuitBreakerState.CLOSED;
    private volatile Trouble trouble;

    void circuitIs(CircuitBreakerState state) {
        circuit = state;
    }

    /** A call has ended; a failure that says nothing about the participant does not count. */
    synchronized void note(Failure failure) {
        if (failure == null || !failure.kind().isUnavailable()) {
            trouble = null;
        } else if (trouble == null) {
            trouble = new Trouble(failure, Instant.now());
        } else if (failure.kind() != FailureKind.CIRCUIT_OPEN) {
            trouble = new Trouble(failure, trouble.since());
        }
    }

    /** How the circuit breaker is. */
    public CircuitBreakerState circuit() {
        return circuit;
    }

    /** What keeps calls from being answered since the last one that was. */
    public Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * What keeps calls from being answered.
     *
     * @param failure the last one
     * @param since when the first one was
     */
    public record Trouble(Failure failure, Instant since) {}
}
