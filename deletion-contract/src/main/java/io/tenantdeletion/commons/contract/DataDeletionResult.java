package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param tenantId whose data, where it is a tenant's; absent otherwise
 * @param userId whose data, where it is a user's; absent otherwise
 * @param serviceName the service's name in bodies, such as {@code pos}
 * @param success whether everything the call set out to do was done
 * @param deletedCounts rows removed by this call per table, in the order of the plan; zeros included
 * @param jobCounts rows removed per table by all calls with the same {@code Deletion-Job-Id} so far, this one included;
 *     absent where the service does not keep them
 * @param errors what went wrong, for an operator; empty on success
 * @param timestamp when the call ended, UTC
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record DataDeletionResult(
        @JsonInclude(JsonInclude.Include.NON_NULL) TenantId tenantId,
        @JsonInclude(JsonInclude.Include.NON_NULL) UserId userId,
        String serviceName,
        boolean success,
        Map<String, Long> deletedCounts,
        @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Long> jobCounts,
        List<String> errors,
        Instant timestamp) {

    public DataDeletionResult {
        deletedCounts = Collections.unmodifiableMap(new LinkedHashMap<>(deletedCounts));
        jobCounts = jobCounts == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(jobCounts));
        errors = List.copyOf(errors);
    }

    /** What a successful call removed of a subject. */
    public static DataDeletionResult of(Subject subject, String service, Map<String, Long> counts, Instant ended) {
        return new DataDeletionResult(subject.tenant(), subject.user(), service, true, counts, null, List.of(), ended);
    }

    /** The same, with what all calls of the job have removed so far. */
    public DataDeletionResult withJobCounts(Map<String, Long> counts) {
        return new DataDeletionResult(tenantId, userId, serviceName, success, deletedCounts, counts, errors, timestamp);
    }

    /** All rows removed by this call. */
    public long totalDeleted() {
        return deletedCounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
