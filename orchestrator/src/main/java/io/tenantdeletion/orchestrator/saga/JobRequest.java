package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.Idempotency;

/**
 * Somebody wants a tenant deleted.
 *
 * @param tenant whose data
 * @param initiatedBy who, or null
 * @param reason why, or null
 * @param idempotency makes a repeated request the same job, or null
 */
public record JobRequest(TenantId tenant, UserId initiatedBy, String reason, Idempotency idempotency) {}
