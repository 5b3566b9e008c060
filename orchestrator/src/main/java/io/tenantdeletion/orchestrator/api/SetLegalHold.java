package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a tenant or user must not be deleted.
 *
 * @param reason why; forgotten when the hold is lifted and the subject erased
 * @param reference of the case it belongs to; kept in the audit log for good, so it names nobody
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "SetLegalHold")
public record SetLegalHold(
        @NotBlank
        @Size(max = 1000)
        @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
        @Schema(examples = "evidence for pending proceedings")
        String reason,

        @NotBlank
        @Size(max = 200)
        @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
        @Schema(examples = "case 2026-0117")
        String reference) {}
