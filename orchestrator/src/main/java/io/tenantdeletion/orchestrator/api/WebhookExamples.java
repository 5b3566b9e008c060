package io.tenantdeletion.orchestrator.api;

import static io.tenantdeletion.orchestrator.api.ApiExamples.map;

import java.util.List;
import java.util.Map;

/** Examples of webhooks, shown by the OpenAPI document. */
final class WebhookExamples {

    private static final String ID = "66666666-6666-4666-8666-666666666666";
    private static final String EVENT_ID = "3d0f7a55-7f6c-3c35-9a4e-8f3c55d1b6a1";
    private static final String AT = "2026-01-31T12:34:56Z";

    private WebhookExamples() {}

    /** Whether {@link #answer} and {@link #request} know this path. */
    static boolean know(String path) {
        return path.startsWith(WebhookResource.PATH);
    }

    /** What the call at {@code path} takes. */
    static Map<String, Object> request(String path) {
        Map<String, Object> webhook = map("url", "https://hooks.example.com/deletions", "events", List.of("tenant.*"));
        webhook.putAll(map("description", "billing", "enabled", true));
        return webhook;
    }

    /** What the call at {@code path} answers with {@code status}. */
    static Object answer(String path, String status) {
        if (path.endsWith("/test")) {
            return test();
        }
        if (path.endsWith("/deliveries")) {
            return map("items", List.of(delivery()), "page", 1, "page_size", 20, "total", 1);
        }
        if (path.endsWith("/rotate-secret") || "201".equals(status)) {
            Map<String, Object> made = webhook();
            made.put("secret", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD3q9TLUPXCJI=");
            return made;
        }
        return path.equals(WebhookResource.PATH) ? List.of(webhook()) : webhook();
    }

    private static Map<String, Object> webhook() {
        Map<String, Object> webhook = map("id", ID);
        webhook.putAll(request(""));
        webhook.putAll(map("disabled_reason", null, "disabled_at", null, "failing_since", null, "last_error", null));
        webhook.putAll(map("former_secret_until", null, "created_at", AT));
        webhook.put("created_by", "33333333-3333-4333-8333-333333333333");
        return webhook;
    }

    private static Map<String, Object> delivery() {
        Map<String, Object> delivery = map("id", EVENT_ID, "event_id", EVENT_ID, "type", "tenant.deleted");
        delivery.putAll(map("subject", ApiExamples.TENANT_ID, "status", "pending", "attempts", 3));
        delivery.putAll(map("response_code", 503, "duration", 0.12, "reason", "status 503"));
        delivery.putAll(map("next_attempt_at", AT, "delivered_at", null, "created_at", AT));
        return delivery;
    }

    private static Map<String, Object> test() {
        Map<String, Object> test = map("delivered", true, "response_code", 204, "reason", null, "duration", 0.08);
        Map<String, Object> headers = map("webhook-id", EVENT_ID, "webhook-timestamp", "1769862896");
        headers.put("webhook-signature", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=");
        test.putAll(map("event_id", EVENT_ID, "headers", headers));
        return test;
    }
}
