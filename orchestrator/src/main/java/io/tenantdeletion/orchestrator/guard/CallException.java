package io.tenantdeletion.orchestrator.guard;

/** A call did not end well. The message is that of its {@link Failure}: one line for an operator. */
public class CallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public CallException(FailureKind kind, String detail) {
        this(new Failure(kind, detail));
    }

    public CallException(Failure failure) {
        super(failure.toString(), null, false, false);
        this.failure = failure;
    }

    /** Why the call failed. */
    public Failure failure() {
        return failure;
    }
}
