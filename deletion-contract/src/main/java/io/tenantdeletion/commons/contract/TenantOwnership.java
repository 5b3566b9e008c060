package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tenant that cannot be without the user who owns it.
 *
 * @param tenantId which one
 * @param tenantName what it is called
 * @param newOwnerId who would own it next: the most senior other owner or admin; null where there is none
 * @param candidates other owners and admins, the most senior first; {@value #MAX_CANDIDATES} at most, and
 *     {@value #MAX_CANDIDATES_OF_ONE} where one tenant is asked for
 * @param status {@code active} or {@code inactive}
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read by hand
public record TenantOwnership(
        TenantId tenantId,
        String tenantName,
        @Schema(nullable = true) UserId newOwnerId,
        List<UserId> candidates,
        @Schema(examples = "active") String status) {

    /** How many candidates there are at most where several tenants are asked for. */
    public static final int MAX_CANDIDATES = 50;

    /** The same where one is. */
    public static final int MAX_CANDIDATES_OF_ONE = 5000;

    /** Who could own it without the user, the first first. */
    public List<UserId> successors() {
        if (candidates != null) {
            return candidates;
        }
        return newOwnerId == null ? List.of() : List.of(newOwnerId);
    }

    /** The same with another owner to be, or none. */
    public TenantOwnership goingTo(UserId newOwner) {
        return new TenantOwnership(tenantId, tenantName, newOwner, candidates, status);
    }
}
