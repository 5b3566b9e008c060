package io.tenantdeletion.orchestrator.participant;

/** A failure on its way through the guard. */
class ParticipantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    ParticipantException(FailureKind kind, String detail) {
        this(new Failure(kind, detail));
    }

    ParticipantException(Failure failure) {
        super(failure.detail(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
