package io.tenantdeletion.commons.security;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.UserId;

/**
 * Somebody who may administer a tenant.
 *
 * @param userId who
 * @param role {@code owner} or {@code admin}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TenantAdmin(UserId userId, String role) {}
