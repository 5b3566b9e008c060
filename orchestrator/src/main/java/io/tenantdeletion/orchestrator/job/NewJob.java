package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A job about to be written down.
 *
 * @param id chosen by the caller
 * @param subject whose data
 * @param tenantName the tenant's name now, or null
 * @param origin who asked for it and why
 * @param cause the same, for the audit log
 * @param start what it waits for
 * @param previewToken id of the preview token that confirmed it, which counts once; or null
 * @param idempotency makes a repeated request the same job, or null
 * @param createdAt now
 * @param services the steps, in order
 */
public record NewJob(
        JobId id,
        Subject subject,
        String tenantName,
        Origin origin,
        Cause cause,
        DeletionJob.Start start,
        UUID previewToken,
        Idempotency idempotency,
        Instant createdAt,
        List<String> services) {}
