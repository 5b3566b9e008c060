package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.util.List;

/**
 * A tenant that cannot be without one user.
 *
 * @param tenantId which
 * @param tenantName its name, or null
 * @param newOwnerId who would own it without the user; null where there is nobody, and it would have to go as well
 * @param candidates who could, in the tenant service's order; or null where it does not say
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read by hand
public record TenantOwnership(TenantId tenantId, String tenantName, UserId newOwnerId, List<UserId> candidates) {

    /** Who could own it without the user, the first first. */
    public List<UserId> successors() {
        if (candidates != null) {
            return candidates;
        }
        return newOwnerId == null ? List.of() : List.of(newOwnerId);
    }

    /** The same with another owner to be, or none. */
    public TenantOwnership goingTo(UserId newOwner) {
        return new TenantOwnership(tenantId, tenantName, newOwner, candidates);
    }
}
