package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A wish to have a tenant deleted.
 *
 * @param tenantId whose data
 * @param tenantName ignored, whatever its length: the tenant service knows it; taken so that a caller may send it
 * @param initiatedBy the user on whose behalf a service asks; ignored from anybody but a service
 * @param reason why, kept with the job
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "StartDeletion")
public record StartDeletion(
        @NotNull TenantId tenantId,

        @Schema(examples = "Panadería Ejemplo") String tenantName,

        UserId initiatedBy,

        @Size(max = 1000)
        @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
        @Schema(examples = "contract ended")
        String reason) {

    /** No control characters but tab and line breaks. */
    static final String TEXT = "[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*";
}
