package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;

/**
 * A tenant that cannot be without one user.
 *
 * @param tenantId which
 * @param tenantName its name, or null
 * @param newOwnerId who would own it without the user; null where there is nobody, and it would have to go as well
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read by hand
public record Ownership(TenantId tenantId, String tenantName, UserId newOwnerId) {}
