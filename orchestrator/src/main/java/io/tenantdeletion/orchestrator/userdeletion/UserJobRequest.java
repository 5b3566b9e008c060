package io.tenantdeletion.orchestrator.userdeletion;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.Idempotency;
import io.tenantdeletion.orchestrator.job.Origin;
import io.tenantdeletion.orchestrator.saga.JobOptions;

/**
 * Somebody wants a user deleted.
 *
 * @param user whose data
 * @param origin who, in which role, and why
 * @param auditContext the same, for the audit log
 * @param options what is special about it
 * @param idempotency makes a repeated request the same job, or null
 */
public record UserJobRequest(
        UserId user, Origin origin, AuditContext auditContext, JobOptions options, Idempotency idempotency) {}
