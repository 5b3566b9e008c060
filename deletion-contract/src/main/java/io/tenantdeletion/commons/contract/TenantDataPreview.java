package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a deletion would remove from one service, counted now.
 *
 * @param tenantId whose data
 * @param service the service's name in bodies
 * @param preview rows per table, in the order of the plan; zeros included
 * @param totalRecords their sum
 * @param warning one sentence for a person
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record TenantDataPreview(
        TenantId tenantId, String service, Map<String, Long> preview, long totalRecords, String warning) {

    private static final String WARNING = "These records will be permanently deleted and cannot be recovered";

    public TenantDataPreview {
        preview = Collections.unmodifiableMap(new LinkedHashMap<>(preview));
    }

    /** A preview of the given counts. */
    public static TenantDataPreview of(TenantId tenantId, String service, Map<String, Long> counts) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return new TenantDataPreview(tenantId, service, counts, total, WARNING);
    }
}
