package io.tenantdeletion.orchestrator.identity;

import java.util.Locale;

/**
 * The identity provider did not do what it was asked. The message is one line for an operator, fit to be written down
 * with a step ({@code refused: status 403: …}): it starts with the reason's stable word and holds nothing of what was
 * sent or received but a status.
 */
public class AccountsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    AccountsException(Reason reason, String detail) {
        super(reason + ": " + detail, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Why there is no good answer; the words are those of the services' failures. */
    public enum Reason {
        /** No connection, or it broke. */
        UNREACHABLE(true),
        /** Connected, but no answer in time. */
        TIMED_OUT(true),
        /** It failed, is called too often, or answered something else than its API promises. */
        ERROR(true),
        /** It gives the orchestrator's client no token, or does not let it do this. */
        REFUSED(false),
        /** Not called, because too many recent calls failed. */
        CIRCUIT_OPEN(false),
        /** Not called, because the configuration does not say how. */
        NOT_CONFIGURED(false);

        private final boolean worthRetrying;

        Reason(boolean worthRetrying) {
            this.worthRetrying = worthRetrying;
        }

        /** Whether the same call may well succeed a moment later. */
        public boolean isWorthRetrying() {
            return worthRetrying;
        }

        /** Whether it did not answer, or could not now, which says nothing about the account. */
        public boolean isUnavailable() {
            return worthRetrying || this == CIRCUIT_OPEN;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
