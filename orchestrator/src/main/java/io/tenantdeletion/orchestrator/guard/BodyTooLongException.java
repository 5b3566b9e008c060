package io.tenantdeletion.orchestrator.guard;

/** An answer was given up because its body is too long. */
public class BodyTooLongException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    BodyTooLongException(int status, long bytes) {
        super("status " + status + " with a body longer than " + bytes + " bytes", null, false, false);
        this.status = status;
    }

    /** The answer's status. */
    public int status() {
        return status;
    }
}
