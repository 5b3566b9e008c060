package io.tenantdeletion.tenant.membership;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/**
 * A tenant that a user's deletion has given to somebody else.
 *
 * @param tenant which
 * @param ownerId whose it was before
 * @param user who is deleted
 * @param newOwner whose it is now
 * @param admins owners and admins, as they were before
 */
public record ChangedOwner(UUID tenant, UUID ownerId, UUID user, UUID newOwner, List<TenantMember> admins) {

    public ChangedOwner {
        admins = List.copyOf(admins);
    }

    /** Ids and roles, for the log. */
    JsonObject json() {
        return new JsonObject()
                .put("tenant_id", tenant.toString())
                .put("owner_id", ownerId.toString())
                .put("role", role(user))
                .put("new_owner_id", newOwner.toString())
                .put("new_owner_role", role(newOwner));
    }

    private String role(UUID member) {
        return admins.stream()
                .filter(admin -> admin.userId.equals(member))
                .map(admin -> admin.role.text())
                .findFirst()
                .orElse(null);
    }
}
