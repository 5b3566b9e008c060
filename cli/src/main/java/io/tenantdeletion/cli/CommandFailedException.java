package io.tenantdeletion.cli;

/** A command could not do what it was asked; the message says why, and what to do. */
public class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        super(message);
    }
}
