package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.ledger.FindingCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which findings a person has looked at.
 *
 * @param service all that are open of this service
 * @param code only those of this code, where it is given
 * @param reason what the person says
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ResolveFindings")
public record ResolveFindings(
        @NotBlank @Size(max = 63) String service,

        FindingCode code,

        @NotBlank
        @Size(max = 1000)
        @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
        @Schema(examples = "restored the backup of Monday")
        String reason) {}
