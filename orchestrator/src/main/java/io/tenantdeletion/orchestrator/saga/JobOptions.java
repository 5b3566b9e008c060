package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.orchestrator.job.OnFailure;
import java.time.Duration;

/**
 * What a requester wants of a job beyond its subject.
 *
 * @param retention how long it is to wait, or null for as long as usual
 * @param previewToken as sent, or null
 * @param liftLimits whether the hourly caps do not count for this job; for platform admins only
 * @param force whether the tenant service or the identity provider need not know the id; for platform admins and
 *     services
 * @param onFailure what becomes of it where it fails for good after rows are gone, or null for what is usual
 */
public record JobOptions(
        Duration retention, String previewToken, boolean liftLimits, boolean force, OnFailure onFailure) {

    /** Nothing special. */
    public static final JobOptions USUAL = new JobOptions(null, null, false, false, null);
}
