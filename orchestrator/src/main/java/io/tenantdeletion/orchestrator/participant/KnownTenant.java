package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.UserId;

/**
 * What the orchestrator needs to know about a tenant.
 *
 * @param name its name
 * @param ownerId who owns it, or null where the tenant service does not say
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read by hand
public record KnownTenant(String name, UserId ownerId) {

    /** One that the tenant service does not know. */
    public static final KnownTenant NOBODYS = new KnownTenant(null, null);
}
