package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;

/**
 * A tenant as the tenant service tells of it.
 *
 * @param tenantId which
 * @param name what it is called
 * @param ownerId whose it is
 * @param status {@code active} or {@code inactive}
 * @param createdAt since when
 * @param role what the person is in it, where it is one of the person's own; or null
 * @param deletionJobId the job that will delete it, or null
 * @param deletionDueAt when that begins, or null
 * @param purging whether it has begun, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TenantSummary(
        UUID tenantId,
        String name,
        UUID ownerId,
        String status,
        Instant createdAt,
        String role,
        UUID deletionJobId,
        Instant deletionDueAt,
        Boolean purging) {

    /** Whether a person of this role may have it deleted. */
    public boolean isAdministered() {
        return "owner".equals(role) || "admin".equals(role);
    }

    /** Its page. */
    public String address() {
        return "/console/tenants/" + tenantId;
    }

    /** Whether it waits for its deletion, and can be restored. */
    public boolean isRestorable() {
        return deletionJobId != null && !Boolean.TRUE.equals(purging);
    }

    /** Whether this person owns it. */
    public boolean isOwnedBy(Viewer viewer) {
        return viewer.userId() != null && viewer.userId().value().equals(ownerId);
    }
}
