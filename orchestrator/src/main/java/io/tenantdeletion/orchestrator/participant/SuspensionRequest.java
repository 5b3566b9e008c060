package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Instant;
import java.util.List;

/**
 * What the tenant service needs to know to keep a tenant from being changed.
 *
 * @param jobId the job that will delete it
 * @param token the tenant service refuses it where it has seen a larger one
 * @param dueAt when
 * @param initiatedBy who asked for it, or null
 * @param soleAdmin whether it may only be suspended while nobody but {@code initiatedBy} and those who are leaving owns
 *     or administers it
 * @param leaving owners and admins who do not count: their own deletion is under way, or their account cannot be used
 * @param purging whether rows may be gone already
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SuspensionRequest(
        JobId jobId,
        long token,
        Instant dueAt,
        UserId initiatedBy,
        boolean soleAdmin,
        List<UserId> leaving,
        boolean purging) {}
