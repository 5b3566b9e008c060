package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/**
 * Somebody in a tenant.
 *
 * @param userId who
 * @param role owner, admin or member
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Member(UUID userId, String role) {

    /** Whether the tenant could be this one's. */
    public boolean mayOwn() {
        return !"member".equals(role);
    }
}
