package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.Idempotency;
import io.tenantdeletion.orchestrator.job.Origin;

/**
 * Somebody wants a tenant deleted.
 *
 * @param tenant whose data
 * @param origin who, in which role, and why
 * @param auditContext the same, for the audit log
 * @param options what is special about it
 * @param idempotency makes a repeated request the same job, or null
 */
public record JobRequest(
        TenantId tenant, Origin origin, AuditContext auditContext, JobOptions options, Idempotency idempotency) {}
