package io.tenantdeletion.orchestrator.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.delivery.Delivery;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event on its way to a webhook.
 *
 * @param id which; a webhook has one delivery of an event, so it is the event's
 * @param eventId the event's id, sent as {@code webhook-id}
 * @param type the event's type
 * @param subject the tenant or user it is about
 * @param status {@code pending}, {@code delivered} or {@code dead}: given up
 * @param attempts how often it was sent
 * @param responseCode the status of the last answer; null where there was none
 * @param duration how long the last attempt took, in seconds; or null
 * @param reason why the last attempt failed, or null
 * @param nextAttemptAt when it is sent next; null where that is at once, or never
 * @param deliveredAt when it was taken, or null
 * @param createdAt when the event happened
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "WebhookDelivery")
public record WebhookDelivery(
        UUID id,
        UUID eventId,
        String type,
        UUID subject,
        String status,
        int attempts,
        Integer responseCode,
        Double duration,
        String reason,
        Instant nextAttemptAt,
        Instant deliveredAt,
        Instant createdAt) {

    static WebhookDelivery of(Delivery delivery) {
        return new WebhookDelivery(
                delivery.eventId(),
                delivery.eventId(),
                delivery.type(),
                delivery.subject(),
                delivery.status(),
                delivery.attempts(),
                delivery.responseCode(),
                delivery.duration(),
                delivery.reason(),
                delivery.nextAttemptAt(),
                delivery.deliveredAt(),
                delivery.time());
    }
}
