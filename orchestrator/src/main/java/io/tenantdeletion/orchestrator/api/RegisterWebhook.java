package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.webhook.WebhookChange;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody who wants to be told of events.
 *
 * @param url where
 * @param events of which types
 * @param description what it is for, or null
 * @param enabled whether from now on; true if not given
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "RegisterWebhook")
public record RegisterWebhook(
        @NotNull @Size(max = 2048) @Schema(examples = "https://hooks.example.com/tenant-deletion")
        String url,

        @NotEmpty @Size(max = 50) @Schema(examples = "[\"tenant.*\"]")
        List<@NotNull @Size(max = 100) String> events,

        @Size(max = 200) @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
        String description,

        Boolean enabled) {

    @JsonIgnore
    WebhookChange change() {
        return new WebhookChange(url, events, description, enabled);
    }
}
