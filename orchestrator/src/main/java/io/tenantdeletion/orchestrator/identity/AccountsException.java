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

    /**
     * Why there is no good answer; the words are those of the services' failures. Either the provider is unavailable,
     * and the same call is tried again later by itself, or something has to be changed by a person first.
     */
    public enum Reason {
        /** No connection, or it broke. */
        UNREACHABLE(true, true),
        /** Connected, but no whole answer in time. */
        TIMED_OUT(true, true),
        /** It failed, is called too often, or answered something else than its API promises. */
        ERROR(true, true),
        /** It does not accept the token that it has just given. */
        UNAUTHORIZED(true, false),
        /** Not called, because it could not be reached a moment ago. */
        CIRCUIT_OPEN(true, false),
        /** It gives the orchestrator's client no token, or does not let it do this. */
        REFUSED(false, false),
        /** Not called, because the configuration does not say how. */
        NOT_CONFIGURED(false, false);

        private final boolean unavailable;
        private final boolean worthRetrying;

        Reason(boolean unavailable, boolean worthRetrying) {
            this.unavailable = unavailable;
            this.worthRetrying = worthRetrying;
        }

        /** Whether nobody said no: the same call may succeed later, and nothing about the user follows from it. */
        public boolean isUnavailable() {
            return unavailable;
        }

        /** Whether the same call may well succeed a moment later. */
        public boolean isWorthRetrying() {
            return worthRetrying;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
