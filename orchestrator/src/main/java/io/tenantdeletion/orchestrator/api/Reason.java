package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why somebody decides something.
 *
 * @param reason in one or a few lines; kept with the job and in the audit log
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Reason")
public record Reason(
        @Size(max = 1000)
        @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
        @Schema(examples = "contract renewed")
        String reason) {

    static String of(Reason body) {
        return body == null ? null : body.reason();
    }
}
