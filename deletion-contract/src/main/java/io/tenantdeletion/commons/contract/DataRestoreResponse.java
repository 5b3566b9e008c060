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
 * @param tenantId whose data, where it is a tenant's; absent otherwise
 * @param userId whose data, where it is a user's; absent otherwise
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
        @JsonInclude(JsonInclude.Include.NON_NULL) TenantId tenantId,
        @JsonInclude(JsonInclude.Include.NON_NULL) UserId userId,
        String service,
        Map<String, Long> restoredCounts,
        long totalRestored,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean verified,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean complete) {

    /** All rows of a subject are back. */
    public static DataRestoreResponse completed(
            Subject subject, String service, Map<String, Long> counts, Boolean verified) {
        return new DataRestoreResponse(
                subject.tenant(), subject.user(), service, counts, total(counts), verified, null);
    }

    /** They come back all at once, later. */
    public static DataRestoreResponse underWay(Subject subject, String service) {
        return new DataRestoreResponse(subject.tenant(), subject.user(), service, Map.of(), 0, null, false);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether nothing is left to do. */
    @JsonIgnore
    public boolean isComplete() {
        return complete == null || complete;
    }
}
