package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What came of taking a user out of every tenant.
 *
 * @param userId who
 * @param deletedCounts rows removed by this call per table
 * @param success whether the user is in no tenant any more
 * @param errors the tenants the user is still in, and why; the first hundred
 * @param errorsOmitted how many more there are; absent where all are listed
 * @param timestamp when the call ended, UTC
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read by hand
public record MembershipRemoval(
        UserId userId,
        Map<String, Long> deletedCounts,
        boolean success,
        List<Error> errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long errorsOmitted,
        Instant timestamp) {

    /**
     * A tenant the user is still in.
     *
     * @param tenantId which one
     * @param error why
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @RegisterForReflection // read by hand
    public record Error(TenantId tenantId, String error) {}
}
