package io.tenantdeletion.orchestrator.guard;

import java.util.Locale;

/**
 * Why there is no good answer of whom we called. Either it is unavailable, and the same call is tried again later by
 * itself, or something has to be changed by a person first.
 */
public enum FailureKind {
    /** No connection to it, or the connection broke; also a gateway's 502, which says no more than that. */
    UNREACHABLE(true, true),
    /** Connected, but no whole answer in time; also a gateway's 504. */
    TIMED_OUT(true, true),
    /** It answered with a server error, and so did nothing. */
    ERROR(true, true),
    /** It answered that it takes no call now: 408, 429. */
    BUSY(true, true),
    /** It does not accept our token, not even a new one: one of us has keys that are too old. */
    UNAUTHORIZED(true, false),
    /** The identity provider gave no token to call it with. */
    NO_TOKEN(true, true),
    /** Not called, because it could not be reached a moment ago. */
    CIRCUIT_OPEN(true, false),
    /** Not called, because too many calls are waiting for it already. */
    OVERLOADED(true, false),
    /** It answered that this call is wrong or not allowed. */
    REFUSED(false, false),
    /** What it answered is not the contract's answer. */
    INVALID_ANSWER(false, false),
    /** It answered that it could not delete everything. */
    NOT_DELETED(false, false),
    /** Rows are left although it has said over and over that there are none. */
    RESIDUAL(false, false),
    /** It has put back less than was deleted. */
    NOT_RESTORED(false, false),
    /** Its purge has changed rows of others. */
    TOUCHED_OTHERS(false, false),
    /** It cannot count what is left yet: others' transactions may still write. */
    OPEN_TRANSACTIONS(true, false),
    /** It keeps answering "not complete yet" and gets no further. */
    NO_PROGRESS(false, false),
    /** It is being changed by somebody else at this moment. */
    CONTENDED(true, false),
    /** It is part of the job but not of this process's configuration. */
    NOT_REGISTERED(false, false),
    /** It cannot do what was asked, by its configured capabilities. */
    UNSUPPORTED(false, false),
    /** Not called, because the configuration does not say how. */
    NOT_CONFIGURED(false, false),
    /** A mistake on our side. */
    INTERNAL(false, false);

    private final boolean unavailable;
    private final boolean worthRetrying;

    FailureKind(boolean unavailable, boolean worthRetrying) {
        this.unavailable = unavailable;
        this.worthRetrying = worthRetrying;
    }

    /** What an answer of this status means that is not one of the contract's. */
    public static FailureKind of(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 408, 429 -> BUSY;
            case 502 -> UNREACHABLE;
            case 504 -> TIMED_OUT;
            default -> status >= 500 ? ERROR : status >= 400 ? REFUSED : INVALID_ANSWER;
        };
    }

    /** Whether nobody said no: the same call may succeed later, and nothing about the subject follows from it. */
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
