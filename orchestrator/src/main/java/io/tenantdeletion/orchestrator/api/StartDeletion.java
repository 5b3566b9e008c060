package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A wish to have a tenant deleted.
 *
 * @param tenantId whose data
 * @param tenantName ignored: the tenant service knows it; taken so that a caller may send what it knows
 * @param initiatedBy the user on whose behalf a service asks; ignored from anybody but a service
 * @param reason why, kept with the job
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "StartDeletion")
public record StartDeletion(
        @NotNull TenantId tenantId,

        @Size(max = 255) @Schema(examples = "Panadería Ejemplo")
        String tenantName,

        UserId initiatedBy,

        @Size(max = 1000) @Schema(examples = "contract ended")
        String reason) {}
