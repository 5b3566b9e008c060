package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Instant;

/**
 * What the tenant service needs to know to keep a tenant from being changed.
 *
 * @param jobId the job that will delete it
 * @param dueAt when
 * @param initiatedBy who asked for it, or null
 * @param soleAdmin whether it may only be held while nobody but {@code initiatedBy} owns or administers it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record HoldRequest(JobId jobId, Instant dueAt, UserId initiatedBy, boolean soleAdmin) {}
