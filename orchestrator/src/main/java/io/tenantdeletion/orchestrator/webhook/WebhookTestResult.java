package io.tenantdeletion.orchestrator.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of a test.
 *
 * @param delivered whether the receiver took it
 * @param responseCode the status of its answer; null where there was none
 * @param reason why it was not taken, or null
 * @param duration how long it took, in seconds
 * @param eventId the id of the event that was sent
 * @param headers those of the request that a receiver verifies
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "WebhookTest")
public record WebhookTestResult(
        boolean delivered,
        Integer responseCode,
        String reason,
        double duration,
        String eventId,
        @Schema(example = "{}") Map<String, String> headers) {

    static WebhookTestResult of(WebhookMessage sent, WebhookAnswer answer) {
        return new WebhookTestResult(
                answer.isSuccess(),
                answer.code(),
                answer.isSuccess() ? null : answer.reason(),
                answer.duration().toMillis() / 1000.0,
                sent.id(),
                sent.headers());
    }
}
