package io.tenantdeletion.commons.contract;

/** Names of HTTP headers this system gives a meaning to. */
public final class DeletionHeaders {

    /** The job a call belongs to; services put it on every log line of the call as {@code job_id}. */
    public static final String JOB_ID = "Deletion-Job-Id";

    /** RFC 7240; {@code wait=N} asks to wait up to N seconds for the outcome. */
    public static final String PREFER = "Prefer";

    /** RFC 7240; says in an answer which preference was honoured. */
    public static final String PREFERENCE_APPLIED = "Preference-Applied";

    /** Makes a repeated request the same request. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private DeletionHeaders() {}
}
