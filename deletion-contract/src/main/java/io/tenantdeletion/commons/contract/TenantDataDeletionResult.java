package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one call to one service removed.
 *
 * @param tenantId whose data
 * @param serviceName the service's name in bodies, such as {@code pos}
 * @param success whether everything the call set out to do was done
 * @param deletedCounts rows removed by this call per table, in the order of the plan; zeros included
 * @param errors what went wrong, for an operator; empty on success
 * @param timestamp when the call ended, UTC
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record TenantDataDeletionResult(
        TenantId tenantId,
        String serviceName,
        boolean success,
        Map<String, Long> deletedCounts,
        List<String> errors,
        Instant timestamp) {

    public TenantDataDeletionResult {
        deletedCounts = Collections.unmodifiableMap(new LinkedHashMap<>(deletedCounts));
        errors = List.copyOf(errors);
    }

    /** All rows removed by this call. */
    public long totalDeleted() {
        return deletedCounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
