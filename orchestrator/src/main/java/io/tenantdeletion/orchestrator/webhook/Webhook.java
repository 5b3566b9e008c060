package io.tenantdeletion.orchestrator.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody who is told of events by HTTP.
 *
 * @param id which
 * @param url where
 * @param events of which types: names of types, {@code tenant.*} for all that begin so, {@code *} for all
 * @param description what it is for, or null
 * @param enabled whether it is told
 * @param disabledReason why it was disabled by itself: {@code gone} or {@code failing}; null where a person did it
 * @param disabledAt when it was disabled, or null
 * @param failingSince since when nothing could be delivered, or null
 * @param lastError what came of the last attempt, where that failed; or null
 * @param formerSecretUntil until when the secret before the current one signs, too; or null
 * @param createdAt when it was registered
 * @param createdBy by whom
 * @param secret the secret, in the answer to the call that made it and never again
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Webhook")
public record Webhook(
        UUID id,
        String url,
        List<String> events,
        String description,
        boolean enabled,
        String disabledReason,
        Instant disabledAt,
        Instant failingSince,
        String lastError,
        Instant formerSecretUntil,
        Instant createdAt,
        String createdBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret) {

    /** The same with its secret to be shown once. */
    Webhook with(String shown) {
        return new Webhook(
                id,
                url,
                events,
                description,
                enabled,
                disabledReason,
                disabledAt,
                failingSince,
                lastError,
                formerSecretUntil,
                createdAt,
                createdBy,
                shown);
    }
}
