package io.tenantdeletion.quickstart;

/** Something went wrong that the message explains to a person; no stack trace is needed. */
public final class QuickstartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QuickstartException(String message) {
        super(message);
    }

    QuickstartException(String message, Throwable cause) {
        super(message, cause);
    }
}
