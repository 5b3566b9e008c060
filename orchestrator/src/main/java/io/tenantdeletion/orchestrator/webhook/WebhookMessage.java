package io.tenantdeletion.orchestrator.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent.
 *
 * @param id the event's, the same in every attempt
 * @param body the event as JSON
 * @param headers signed at a time, for this attempt
 */
record WebhookMessage(String id, String body, Map<String, String> headers) {

    /** Signed with each of the secrets at this time, seconds since 1970. */
    static WebhookMessage signed(String id, String body, List<String> secrets, long timestamp) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(timestamp));
        headers.put("webhook-signature", Signatures.of(secrets, id, timestamp, body));
        return new WebhookMessage(id, body, headers);
    }
}
