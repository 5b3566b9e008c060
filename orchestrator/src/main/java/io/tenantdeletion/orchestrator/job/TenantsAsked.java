package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/**
 * What a user's deletion was to do to the user's tenants when it was asked for.
 *
 * @param retention how long it was to wait, or null for as long as usual
 * @param successors by tenant who was to get it; null of a tenant that was to go along
 * @param seen the rows of those that were to go along, by tenant, as they were confirmed; or null
 */
public record TenantsAsked(Duration retention, Map<TenantId, UserId> successors, Expectation seen) {

    /** As it is kept. */
    JsonObject toJson() {
        JsonObject tenants = new JsonObject();
        successors.forEach((tenant, user) -> tenants.put(tenant.toString(), user == null ? null : user.toString()));
        JsonObject rows = new JsonObject();
        if (seen != null) {
            seen.services().forEach((tenant, counted) -> rows.put(tenant, counted.rows()));
        }
        return new JsonObject()
                .put("retention", retention == null ? null : retention.toString())
                .put("successors", tenants)
                .put("rows", rows);
    }

    /**
     * The same of one tenant.
     *
     * @param along whether it was to go along
     * @param successor who was to get it, or null
     * @param retention as in {@link TenantsAsked}
     */
    public record One(boolean along, UserId successor, Duration retention) {}
}
