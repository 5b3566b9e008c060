package io.tenantdeletion.orchestrator.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Examples of audit and stop switch, shown by the OpenAPI document. */
final class AuditExamples {

    private static final String TENANT_ID = "11111111-1111-4111-8111-111111111111";
    private static final String ADMIN_ID = "33333333-3333-4333-8333-333333333333";
    private static final String EVENT_ID = "0b0a3c0e-6e0e-4d5c-9c43-2f1f6b7c9d10";
    private static final String BEFORE = "0".repeat(64);
    private static final String HASH = "5f2b9c3a7d1e48609b7c2d4f6a8e0c1b3d5f7092a4b6c8da0e1f23456789abcd";

    private AuditExamples() {}

    /** Whether {@link #answer} and {@link #request} know this path. */
    static boolean know(String path) {
        return path.startsWith(AuditResource.PATH) || path.equals(ControlResource.PATH);
    }

    /** What the call at {@code path} answers. */
    static Map<String, Object> answer(String path, String mediaType) {
        if (path.equals(ControlResource.PATH)) {
            return map(
                    "paused",
                    true,
                    "reason",
                    "restoring a backup",
                    "changed_by",
                    ADMIN_ID,
                    "changed_at",
                    "2026-01-31T12:34:56.990Z");
        }
        if (path.endsWith("/verification")) {
            return map("valid", true, "lines", 1, "head_hash", HASH);
        }
        return mediaType.contains("ndjson")
                ? line()
                : map("items", List.of(line()), "page", 1, "page_size", 50, "total", 1);
    }

    /** What the call at {@code path} takes. */
    static Map<String, Object> request(String path) {
        return path.equals(ControlResource.PATH)
                ? map("paused", true, "reason", "restoring a backup")
                : map("events", List.of(event()));
    }

    private static Map<String, Object> line() {
        Map<String, Object> line = map("seq", 1);
        line.putAll(event());
        line.putAll(map("detail", map("members", 12, "reported_by", "service:deletion-service")));
        line.putAll(map("prev_hash", BEFORE, "hash", HASH, "hash_version", 2));
        line.putAll(map("source_digest", HASH, "reason_digest", HASH));
        return line;
    }

    private static Map<String, Object> event() {
        Map<String, Object> event = map("event_id", EVENT_ID, "at", "2026-01-31T12:34:56.990123Z", "actor", ADMIN_ID);
        event.putAll(map("source", "192.0.2.7", "action", "ownership.transferred", "subject", TENANT_ID));
        event.putAll(map("outcome", "done", "reason", "leaves the company", "detail", map("members", 12)));
        return event;
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int index = 0; index < entries.length; index += 2) {
            map.put((String) entries[index], entries[index + 1]);
        }
        return map;
    }
}
