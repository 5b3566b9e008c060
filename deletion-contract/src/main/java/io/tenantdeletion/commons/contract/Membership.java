package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One membership of a user.
 *
 * @param tenantId of which tenant
 * @param role {@code owner}, {@code admin} or {@code member}
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read by hand
public record Membership(
        TenantId tenantId, @Schema(examples = "owner") String role) {}
