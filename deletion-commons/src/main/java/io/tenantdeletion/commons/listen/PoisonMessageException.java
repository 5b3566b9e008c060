package io.tenantdeletion.commons.listen;

/** A message that will never be understood, however often it comes. Its message is a stable word. */
final class PoisonMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PoisonMessageException(String reason) {
        super(reason);
    }
}
