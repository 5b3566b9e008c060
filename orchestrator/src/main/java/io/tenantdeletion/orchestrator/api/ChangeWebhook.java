package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.webhook.WebhookChange;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is to be different about a webhook; a member that is left out stays as it is.
 *
 * @param url where
 * @param events of which types
 * @param description what it is for; empty for none
 * @param enabled whether it is told
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ChangeWebhook")
public record ChangeWebhook(
        @Size(max = 2048) String url,
        @Size(max = 50) List<@NotNull @Size(max = 100) String> events,

        @Size(max = 200) @Pattern(regexp = StartDeletion.TEXT, message = "must not contain control characters")
        String description,

        Boolean enabled) {

    @JsonIgnore
    WebhookChange change() {
        return new WebhookChange(url, events, description, enabled);
    }
}
