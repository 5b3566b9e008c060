package io.tenantdeletion.orchestrator.saga;

import java.time.Duration;

/**
 * What a requester wants of a job beyond its subject.
 *
 * @param retention how long it is to wait, or null for as long as usual
 * @param previewToken as sent, or null
 * @param liftLimits whether the hourly caps do not count for this job; for platform admins only
 */
public record Terms(Duration retention, String previewToken, boolean liftLimits) {

    /** Nothing special. */
    public static final Terms USUAL = new Terms(null, null, false);
}
