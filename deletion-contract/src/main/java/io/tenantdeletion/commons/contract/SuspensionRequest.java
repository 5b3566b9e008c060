package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * For which job a tenant is to be suspended.
 *
 * @param jobId the job that will delete the tenant
 * @param token positive, and greater than that of every request the orchestrator made before for this tenant
 * @param dueAt when the job begins, UTC; null where that is not known yet
 * @param initiatedBy who asked for it, or null
 * @param soleAdmin whether it may be suspended only while nobody but {@code initiatedBy} and {@code leaving} owns or
 *     administers it
 * @param leaving users who are being deleted themselves, so that they keep nothing; may be left out
 * @param purging whether the job deletes from now on, so that there is no way back
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // written by hand in places
public record SuspensionRequest(
        @Schema(required = true) JobId jobId,
        @Schema(required = true, minimum = "1") Long token,
        @Schema(nullable = true) Instant dueAt,
        @Schema(nullable = true) UserId initiatedBy,
        boolean soleAdmin,
        @Schema(nullable = true) Set<UserId> leaving,
        boolean purging) {

    public SuspensionRequest {
        leaving = leaving == null ? Set.of() : leaving;
    }
}
