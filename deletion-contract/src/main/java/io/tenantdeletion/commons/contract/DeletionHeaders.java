package io.tenantdeletion.commons.contract;

/** Names of HTTP headers this system gives a meaning to. */
public final class DeletionHeaders {

    /** The job a call belongs to; services put it on every log line of the call as {@code job_id}. */
    public static final String JOB_ID = "Deletion-Job-Id";

    /**
     * With a purge: 32 bytes, base64url without padding, that seal what it removes; with a restore the same that open
     * it. Never stored, never logged.
     */
    public static final String RESTORE_KEY = "Deletion-Restore-Key";

    /** With a purge: until when what it removes can be put back, as RFC 3339 has it, in UTC. */
    public static final String RESTORE_UNTIL = "Deletion-Restore-Until";

    /** With a preview: the version of the plan it was counted by. A service that computes no plan leaves it out. */
    public static final String PLAN_VERSION = "Deletion-Plan-Version";

    /**
     * From a service: the user on whose behalf it calls, by UUID. The caller's own identity counts for what is allowed;
     * this one is what is written down and what limits are counted for. Ignored from anybody else.
     */
    public static final String ON_BEHALF_OF = "Deletion-On-Behalf-Of";

    /** From a service: the network address the request came from that it acts on. Ignored from anybody else. */
    public static final String REQUESTED_FROM = "Deletion-Requested-From";

    /** RFC 7240; {@code wait=N} asks to wait up to N seconds for the outcome. */
    public static final String PREFER = "Prefer";

    /** RFC 7240; of a preview: rows are counted only, and nobody looks for what stands in the way. */
    public static final String RETURN_MINIMAL = "return=minimal";

    /** RFC 7240; says in an answer which preference was honoured. */
    public static final String PREFERENCE_APPLIED = "Preference-Applied";

    /** Makes a repeated request the same request. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private DeletionHeaders() {}
}
