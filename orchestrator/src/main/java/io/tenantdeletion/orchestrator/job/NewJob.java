package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Instant;
import java.util.List;

/**
 * A job about to be written down.
 *
 * @param id chosen by the caller
 * @param tenant whose data
 * @param tenantName the tenant's name now
 * @param initiatedBy who asked for it, or null
 * @param reason why, or null
 * @param idempotency makes a repeated request the same job, or null
 * @param createdAt now
 * @param services the steps, in order
 */
public record NewJob(
        JobId id,
        TenantId tenant,
        String tenantName,
        UserId initiatedBy,
        String reason,
        Idempotency idempotency,
        Instant createdAt,
        List<String> services) {}
