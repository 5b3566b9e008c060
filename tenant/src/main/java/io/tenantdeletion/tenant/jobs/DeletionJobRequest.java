package io.tenantdeletion.tenant.jobs;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;

/**
 * What the orchestrator is asked for.
 *
 * @param tenantId which tenant
 * @param tenantName its name, for whoever reads the job after the tenant is gone
 * @param initiatedBy who asked, or null where the caller's token names nobody by UUID
 * @param reason why, for a person
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DeletionJobRequest(TenantId tenantId, String tenantName, UserId initiatedBy, String reason) {}
