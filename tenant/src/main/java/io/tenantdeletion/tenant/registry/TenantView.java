package io.tenantdeletion.tenant.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Instant;

/**
 * A tenant as its members and the services see it.
 *
 * @param tenantId which one
 * @param name what it is called, and what confirms its deletion
 * @param ownerId who owns it
 * @param status {@code active} or {@code inactive}
 * @param createdAt since when, UTC
 * @param deletionJobId the job that will delete it; absent where none will
 * @param deletionDueAt when that job begins, UTC; absent where none will
 * @param purging whether that job has begun, so that there is no way back; absent where none will
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantView(
        TenantId tenantId,
        String name,
        UserId ownerId,
        String status,
        Instant createdAt,
        JobId deletionJobId,
        Instant deletionDueAt,
        Boolean purging) {

    /** What is shown of a tenant. */
    public static TenantView of(Tenant tenant) {
        return new TenantView(
                new TenantId(tenant.id),
                tenant.name,
                new UserId(tenant.ownerId),
                tenant.status,
                tenant.createdAt,
                tenant.isSuspended() ? new JobId(tenant.deletionJobId) : null,
                tenant.deletionDueAt,
                tenant.isSuspended() ? tenant.purging : null);
    }
}
