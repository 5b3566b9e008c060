package io.tenantdeletion.cli;

/** Somebody could not be reached, or says that it cannot answer now: the same call may succeed a moment later. */
public final class UnavailableException extends CommandFailedException {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
        super(message);
    }
}
