package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.util.Map;

/**
 * What a service has put back.
 *
 * @param tenantId whose rows
 * @param userId whose rows, where they are a user's
 * @param service who answers
 * @param restoredCounts rows per table
 * @param totalRestored all of them
 * @param verified whether every row was compared with a digest taken when it went; null where the service does not say
 * @param complete whether that is all; null means that it is
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
public record RestoredRows(
        TenantId tenantId,
        UserId userId,
        String service,
        Map<String, Long> restoredCounts,
        long totalRestored,
        Boolean verified,
        Boolean complete) {

    public RestoredRows {
        restoredCounts = restoredCounts == null ? Map.of() : restoredCounts;
    }

    /** Whether everything is back. */
    public boolean isComplete() {
        return complete == null || complete;
    }
}
