package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is left of a subject in one service, counted from the catalog, after everybody who could still write has ended.
 *
 * @param tenantId whose data, where it is a tenant's; absent otherwise
 * @param userId whose data, where it is a user's; absent otherwise
 * @param service the service's name in bodies
 * @param residual rows that are left per table; a table without any may be absent
 * @param totalResidual their sum
 * @param touchedOthers rows of others that the deletion has changed per table; empty, or absent, where it has changed
 *     none
 * @param verifiedAt when it was counted, UTC
 * @param database system identifier of the database it was counted in, as PostgreSQL tells it; may be absent
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record DeletionVerification(
        @JsonInclude(JsonInclude.Include.NON_NULL) TenantId tenantId,
        @JsonInclude(JsonInclude.Include.NON_NULL) UserId userId,
        String service,
        Map<String, Long> residual,
        long totalResidual,
        Map<String, Long> touchedOthers,
        Instant verifiedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String database) {

    public DeletionVerification {
        residual = Collections.unmodifiableMap(new LinkedHashMap<>(residual));
        touchedOthers =
                touchedOthers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(touchedOthers));
    }

    /** What is left of a subject. */
    public static DeletionVerification of(
            Subject subject,
            String service,
            Map<String, Long> residual,
            Map<String, Long> touchedOthers,
            Instant verifiedAt,
            String database) {
        return new DeletionVerification(
                subject.tenant(),
                subject.user(),
                service,
                residual,
                total(residual),
                touchedOthers,
                verifiedAt,
                database);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
