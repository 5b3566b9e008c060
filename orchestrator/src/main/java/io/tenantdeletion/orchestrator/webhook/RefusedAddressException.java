package io.tenantdeletion.orchestrator.webhook;

/** An address that a webhook must not call; the message says why, as the end of a sentence about it. */
class RefusedAddressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedAddressException(String why) {
        super(why, null, false, false);
    }
}
