package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the stop switch is to be.
 *
 * @param paused whether deletions are to stop
 * @param reason why; needed where they are to stop
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "SetDeletionControl")
public record DeletionControlRequest(
        @NotNull Boolean paused,

        @Size(max = 1000)
        @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
        @Schema(examples = "restoring a backup")
        String reason) {}
