package io.tenantdeletion.cli.check;

/** An answer is not what the contract says; the message says how it differs. */
class MismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MismatchException(String message) {
        super(message);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MismatchException(otherwise);
        }
    }
}
