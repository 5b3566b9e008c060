package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Instant;
import java.util.List;

/**
 * A job as it is written down.
 *
 * @param id which
 * @param tenant whose data
 * @param tenantName the tenant's name when the job was made
 * @param initiatedBy the user who asked for it, or null where a service did on its own
 * @param reason why, in the requester's words, or null
 * @param status where it is
 * @param requestHash digest of the request it was made by, where that had an idempotency key; or null
 * @param createdAt when it was written down
 * @param startedAt when it first ran, or null
 * @param completedAt when it last ended, or null
 * @param errorLog one line per failure of every run, oldest first
 * @param steps one per service, in order of registration, the tenant step last
 */
public record DeletionJob(
        JobId id,
        TenantId tenant,
        String tenantName,
        UserId initiatedBy,
        String reason,
        JobStatus status,
        String requestHash,
        Instant createdAt,
        Instant startedAt,
        Instant completedAt,
        List<String> errorLog,
        List<DeletionStep> steps) {}
