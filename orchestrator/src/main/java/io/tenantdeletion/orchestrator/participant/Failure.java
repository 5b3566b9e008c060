package io.tenantdeletion.orchestrator.participant;

/**
 * Why there is no good answer of a participant.
 *
 * @param kind the kind, stable
 * @param detail for an operator; one plain, short line, whatever it was made of
 */
public record Failure(FailureKind kind, String detail) {

    public Failure {
        detail = PlainText.line(detail, PlainText.MAX_DETAIL);
    }

    /** As it is written down: {@code timed_out: no answer within 60s}. */
    @Override
    public String toString() {
        return kind + ": " + detail;
    }
}
