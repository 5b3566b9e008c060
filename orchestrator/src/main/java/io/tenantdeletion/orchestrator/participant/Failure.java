package io.tenantdeletion.orchestrator.participant;

/**
 * Why there is no good answer of a participant.
 *
 * @param kind the kind, stable
 * @param detail for an operator
 */
public record Failure(FailureKind kind, String detail) {

    /** As it is written down: {@code timed_out: no answer within 60s}. */
    @Override
    public String toString() {
        return kind + ": " + detail;
    }
}
