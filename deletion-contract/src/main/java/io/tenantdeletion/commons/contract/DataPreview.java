package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a deletion would remove from one service, counted now.
 *
 * @param tenantId whose data, where it is a tenant's; absent otherwise
 * @param userId whose data, where it is a user's; absent otherwise
 * @param service the service's name in bodies
 * @param preview rows per table, in the order of the plan; zeros included
 * @param totalRecords their sum
 * @param warning one sentence for a person
 * @param findings what a deletion would come up against now; absent where the service does not look
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record DataPreview(
        @JsonInclude(JsonInclude.Include.NON_NULL) TenantId tenantId,
        @JsonInclude(JsonInclude.Include.NON_NULL) UserId userId,
        String service,
        Map<String, Long> preview,
        long totalRecords,
        String warning,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<Finding> findings) {

    /** What every preview says beside its counts. */
    public static final String WARNING = "These records will be permanently deleted and cannot be recovered";

    public DataPreview {
        preview = Collections.unmodifiableMap(new LinkedHashMap<>(preview));
        findings = findings == null ? null : List.copyOf(findings);
    }

    /** A preview of a subject's rows. */
    public static DataPreview of(Subject subject, String service, Map<String, Long> counts) {
        return new DataPreview(subject.tenant(), subject.user(), service, counts, total(counts), WARNING, null);
    }

    /** The same, with what a deletion would come up against. */
    public DataPreview withFindings(List<Finding> found) {
        return new DataPreview(tenantId, userId, service, preview, totalRecords, warning, found);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
