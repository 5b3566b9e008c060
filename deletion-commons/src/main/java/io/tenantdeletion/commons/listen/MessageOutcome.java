package io.tenantdeletion.commons.listen;

/**
 * What becomes of a message.
 *
 * @param reason a stable word, where there is something to say
 */
record MessageOutcome(Kind kind, String reason) {

    enum Kind {
        /** Rows were found and are gone. */
        PURGED,
        /** There was nothing to delete. */
        NOTHING,
        /** It is not so any more, or was never. */
        SKIPPED,
        /** Tried again after a pause. */
        LATER,
        /** Never to be dealt with. */
        DEAD;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static MessageOutcome of(Kind kind) {
        return new MessageOutcome(kind, null);
    }
}
