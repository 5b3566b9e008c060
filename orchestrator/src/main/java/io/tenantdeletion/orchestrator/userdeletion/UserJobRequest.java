package io.tenantdeletion.orchestrator.userdeletion;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.Cause;
import io.tenantdeletion.orchestrator.job.Idempotency;
import io.tenantdeletion.orchestrator.job.Origin;
import java.time.Duration;

/**
 * Somebody wants a user deleted.
 *
 * @param user whose data
 * @param origin who, in which role, and why
 * @param cause the same, for the audit log
 * @param retention how long it is to wait, or null for as long as usual
 * @param liftLimits whether the hourly caps do not count for this job; for platform admins only
 * @param idempotency makes a repeated request the same job, or null
 */
public record UserJobRequest(
        UserId user, Origin origin, Cause cause, Duration retention, boolean liftLimits, Idempotency idempotency) {}
