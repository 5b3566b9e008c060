package io.tenantdeletion.tenant.lifecycle;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.tenant.registry.Tenant;
import java.time.Instant;

/**
 * A tenant as its members and the services see it.
 *
 * @param tenantId which one
 * @param name what it is called, and what confirms its deletion
 * @param ownerId who owns it
 * @param status {@code active} or {@code inactive}
 * @param createdAt since when, UTC
 */
@JsonNaming(SnakeCaseStrategy.class)
record TenantView(TenantId tenantId, String name, UserId ownerId, String status, Instant createdAt) {

    static TenantView of(Tenant tenant) {
        return new TenantView(
                new TenantId(tenant.id), tenant.name, new UserId(tenant.ownerId), tenant.status, tenant.createdAt);
    }
}
