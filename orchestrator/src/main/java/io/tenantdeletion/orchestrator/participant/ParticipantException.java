package io.tenantdeletion.orchestrator.participant;

/** A failure on its way through the guard. */
class ParticipantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    ParticipantException(FailureKind kind, String detail) {
        super(detail, null, false, false);
        this.failure = new Failure(kind, detail);
    }

    Failure failure() {
        return failure;
    }
}
