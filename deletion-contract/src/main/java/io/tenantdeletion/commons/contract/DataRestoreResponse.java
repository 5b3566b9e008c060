package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * The answer to a restore.
 *
 * @param tenantId whose data
 * @param service the service's name in bodies
 * @param restoredCounts rows put back, by table; the same when it is asked again
 * @param totalRestored their sum
 * @param verified whether every row was compared, as it came in, with a digest of it as it went; what differs is
 *     refused. Absent where that is not known
 * @param complete {@code false} while it still goes on; absent otherwise
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record DataRestoreResponse(
        TenantId tenantId,
        String service,
        Map<String, Long> restoredCounts,
        long totalRestored,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean verified,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean complete) {

    /** All rows are back. */
    public static DataRestoreResponse completed(
            TenantId tenant, String service, Map<String, Long> counts, Boolean verified) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return new DataRestoreResponse(tenant, service, counts, total, verified, null);
    }

    /** Rows come back all at once, later. */
    public static DataRestoreResponse incomplete(TenantId tenant, String service) {
        return new DataRestoreResponse(tenant, service, Map.of(), 0, null, false);
    }

    /** Whether nothing is left to do. */
    @JsonIgnore
    public boolean isComplete() {
        return complete == null || complete;
    }
}
