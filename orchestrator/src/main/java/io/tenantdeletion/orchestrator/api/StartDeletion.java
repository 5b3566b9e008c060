package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.RequestTimes;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.OnFailure;
import io.tenantdeletion.orchestrator.saga.JobOptions;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for a tenant's deletion.
 *
 * @param tenantId whose data
 * @param tenantName ignored, because the tenant service knows it; taken so that a caller may send it
 * @param initiatedBy the user on whose behalf a service asks; ignored from anybody but a service
 * @param requestedAs in which role that user asks; ignored from anybody but a service
 * @param reason why, kept with the job
 * @param retention how long the deletion is to be kept back, such as 30d, P30D or PT720H; less than usual for platform
 *     admins only
 * @param previewToken from a preview, to confirm what it showed
 * @param liftLimits whether the hourly caps do not count for this job; for platform admins only
 * @param onFailure what becomes of it where it fails for good after rows are gone: {@code retry} leaves it failed until
 *     it is retried, {@code rollback} restores what is gone; what is configured where nothing is said
 * @param force whether the tenant service need not know the tenant; needs a reason; for platform admins and services
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "StartDeletion")
public record StartDeletion(
        @NotNull TenantId tenantId,

        @Size(max = 200) @Schema(examples = "Panadería Ejemplo")
        String tenantName,

        UserId initiatedBy,

        @Pattern(regexp = "owner|platform_admin|service", message = "is owner, platform_admin or service")
        @Schema(
                type = SchemaType.STRING,
                enumeration = {"owner", "platform_admin", "service"})
        String requestedAs,

        @Size(max = 1000)
        @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
        @Schema(examples = "contract ended")
        String reason,

        @Schema(examples = "30d") String retention,

        @Size(max = 16384) @Schema(examples = "eyJpZCI6Ii4uLiJ9.c2lnbmF0dXJl")
        String previewToken,

        boolean liftLimits,

        @Pattern(regexp = "retry|rollback", message = "is retry or rollback")
        @Schema(
                type = SchemaType.STRING,
                enumeration = {"retry", "rollback"})
        String onFailure,

        boolean force) {

    /** No control characters but tab and line breaks. */
    static final String TEXT = "[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*";

    /** What is special about it. */
    @JsonIgnore
    JobOptions options() {
        return new JobOptions(
                RequestTimes.duration("retention", retention),
                previewToken,
                liftLimits,
                force,
                onFailure == null ? null : OnFailure.named(onFailure));
    }
}
