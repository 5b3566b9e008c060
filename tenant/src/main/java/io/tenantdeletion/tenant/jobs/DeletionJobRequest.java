package io.tenantdeletion.tenant.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Duration;
import java.util.Locale;

/**
 * What the orchestrator is asked for.
 *
 * @param tenantId which tenant
 * @param tenantName its name, for whoever reads the job after the tenant is gone; null where it has none
 * @param initiatedBy who asked, or null where that is nobody with a UUID
 * @param reason why, for a person
 * @param requestedAs as what
 * @param retention how long the deletion can be taken back, as an ISO 8601 duration; absent for the usual time
 * @param previewToken proves that a preview was seen; absent where none was
 * @param force whether an id may be deleted that nobody knows as a tenant; absent where it may not
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DeletionJobRequest(
        TenantId tenantId,
        String tenantName,
        UserId initiatedBy,
        String reason,
        As requestedAs,
        @JsonInclude(JsonInclude.Include.NON_NULL) String retention,
        @JsonInclude(JsonInclude.Include.NON_NULL) String previewToken,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean force) {

    /** Whether the deletion is to be one that can be taken back. */
    boolean wantsRetention() {
        return retention != null && !Duration.parse(retention).isZero();
    }

    /** Whether it asks for nothing else than this job, which was open before. */
    boolean isAnsweredBy(DeletionJob open) {
        return retention == null
                || (open.isPending() ? open.hasRetention(Duration.parse(retention)) : !wantsRetention());
    }

    /** As what somebody asks for a deletion; the rules differ. */
    public enum As {
        /** Owner or admin of the tenant, which must not have another. */
        OWNER,
        PLATFORM_ADMIN,
        SERVICE;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
