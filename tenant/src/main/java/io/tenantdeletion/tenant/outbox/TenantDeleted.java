package io.tenantdeletion.tenant.outbox;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * The payload of {@code tenant.deleted}.
 *
 * @param eventId unique; the same in every delivery of this event
 * @param tenantId which tenant is gone
 * @param occurredAt when, UTC
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
record TenantDeleted(UUID eventId, TenantId tenantId, Instant occurredAt) {

    static final String TYPE = "tenant.deleted";
}
