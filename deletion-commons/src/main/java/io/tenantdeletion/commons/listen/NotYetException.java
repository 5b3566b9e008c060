package io.tenantdeletion.commons.listen;

/** A message whose time has not come. Its message is a stable word. */
final class NotYetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotYetException(String reason) {
        super(reason);
    }
}
