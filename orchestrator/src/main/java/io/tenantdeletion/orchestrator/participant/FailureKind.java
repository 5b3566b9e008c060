package io.tenantdeletion.orchestrator.participant;

import java.util.Locale;

/** Why there is no good answer of a participant. */
public enum FailureKind {
    /** No connection to it, or the connection broke. */
    UNREACHABLE(true),
    /** Connected, but no answer in time. */
    TIMED_OUT(true),
    /** It answered with a server error. */
    ERROR(true),
    /** It answered that it is called too often. */
    BUSY(true),
    /** The identity provider gave no token to call it with. */
    NO_TOKEN(true),
    /** Not called, because too many recent calls failed. */
    CIRCUIT_OPEN(false),
    /** Not called, because too many calls are waiting for it already. */
    OVERLOADED(false),
    /** It answered that this call is wrong or not allowed. */
    REFUSED(false),
    /** What it answered is not the contract's answer. */
    INVALID_ANSWER(false),
    /** It answered that it could not delete everything. */
    NOT_DELETED(false),
    /** It keeps answering "not complete yet" and gets no further. */
    NO_PROGRESS(false),
    /** It is being changed by somebody else at this moment. */
    CONTENDED(false),
    /** It is part of the job but not of this process's configuration. */
    NOT_REGISTERED(false),
    /** It cannot do what was asked, by its configured capabilities. */
    UNSUPPORTED(false),
    /** A mistake on our side. */
    INTERNAL(false);

    private final boolean worthRetrying;

    FailureKind(boolean worthRetrying) {
        this.worthRetrying = worthRetrying;
    }

    /** Whether the same call may well succeed a moment later. */
    public boolean isWorthRetrying() {
        return worthRetrying;
    }

    /** Whether somebody did not answer, or could not now, which says nothing about what was asked. */
    public boolean isUnavailable() {
        return worthRetrying || this == CIRCUIT_OPEN || this == OVERLOADED || this == CONTENDED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
