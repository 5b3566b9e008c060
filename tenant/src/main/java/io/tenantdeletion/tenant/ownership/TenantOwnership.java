package io.tenantdeletion.tenant.ownership;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tenant that cannot be without the user who owns it.
 *
 * @param tenantId which one
 * @param tenantName what it is called
 * @param newOwnerId who would own it next: the most senior other owner or admin; null where there is none
 * @param candidates other owners and admins, the most senior first; 50 at most
 * @param status {@code active} or {@code inactive}
 */
@JsonNaming(SnakeCaseStrategy.class)
record TenantOwnership(
        TenantId tenantId,
        String tenantName,
        @Schema(nullable = true) UserId newOwnerId,
        List<UserId> candidates,
        @Schema(examples = "active") String status) {}
