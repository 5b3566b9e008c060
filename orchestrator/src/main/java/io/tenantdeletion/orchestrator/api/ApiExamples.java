package io.tenantdeletion.orchestrator.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Examples shown by the OpenAPI document. */
final class ApiExamples {

    static final String JOB_ID = "7c0c8a52-4a3f-4d0e-9f57-0a4d3e0f6f11";
    static final Map<String, Object> START = map(
            "tenant_id", "11111111-1111-4111-8111-111111111111",
            "initiated_by", "22222222-2222-4222-8222-222222222222",
            "reason", "contract ended");

    static final String TENANT_ID = "11111111-1111-4111-8111-111111111111";
    static final String USER_ID = "22222222-2222-4222-8222-222222222222";
    static final String TENANT_NAME = "Panadería Ejemplo";

    private ApiExamples() {}

    /** What the call at {@code path} is sent. */
    static Map<String, Object> request(String path) {
        if (AuditExamples.know(path)) {
            return AuditExamples.request(path);
        }
        return path.endsWith("/deletion-jobs") ? START : map("reason", "contract renewed");
    }

    /** What the call at {@code path} answers with {@code status}. */
    static Object answer(String path, String status, String mediaType) {
        if (ReportExamples.know(path)) {
            return ReportExamples.answer(path, mediaType);
        }
        if (AuditExamples.know(path)) {
            return AuditExamples.answer(path, mediaType);
        }
        if (UserExamples.know(path)) {
            return UserExamples.answer(path, status);
        }
        if (path.contains("/v1/services")) {
            return path.endsWith("/check") ? aService() : List.of(aService());
        }
        if (path.contains("deletion-preview")) {
            return preview();
        }
        if ("200".equals(status) && path.matches(".*/deletion-jobs(/(tenant|user)/[^/]+)?")) {
            return map("items", List.of(completed()), "page", 1, "page_size", 20, "total", 1);
        }
        return "202".equals(status) ? running() : completed();
    }

    /** A job that has ended well. */
    static Map<String, Object> completed() {
        return tenantJob(
                "completed",
                100.0,
                map("pos", service("completed", 2195, 0.84), "tenant", service("completed", 6, 0.02)),
                map("completed_at", "2026-01-31T12:34:57.870Z", "duration", 0.87));
    }

    private static Map<String, Object> running() {
        return tenantJob(
                "in_progress",
                48.5,
                map("pos", service("in_progress", 2195, 0.31), "tenant", service("pending", 0, null)),
                map("completed_at", null, "duration", 0.31));
    }

    private static Map<String, Object> tenantJob(
            String status, double progress, Map<String, Object> services, Map<String, Object> end) {
        Map<String, Object> job = job(status, progress, services, end);
        job.put("phases", PhaseExamples.ofTenant(services));
        return job;
    }

    /** A job without its phases. */
    static Map<String, Object> job(
            String status, double progress, Map<String, Object> services, Map<String, Object> end) {
        Map<String, Object> job = map("job_id", JOB_ID, "kind", "tenant", "tenant_id", TENANT_ID, "user_id", null);
        job.putAll(map("tenant_name", TENANT_NAME, "initiated_by", USER_ID, "reason", "contract ended"));
        job.putAll(map("status", status, "waiting_for", null, "waiting_since", null, "waiting_detail", null));
        job.putAll(map("next_attempt_at", null, "due_at", "2026-01-31T12:34:56.990Z", "approval", null));
        job.putAll(map("progress", progress));
        job.putAll(map("total_items_deleted", progress == 100 ? 2201 : 2195));
        job.putAll(map("services_completed", progress == 100 ? 2 : 0, "services_failed", 0));
        job.putAll(map("expected_items", 2201, "phase", progress == 100 ? null : "purge", "phases", null));
        job.putAll(map("service_results", services, "error_log", List.of()));
        job.putAll(map("created_at", "2026-01-31T12:34:56.990Z", "started_at", "2026-01-31T12:34:57Z"));
        job.putAll(end);
        String self = "/api/v1/deletion-jobs/" + JOB_ID;
        Map<String, Object> links = map("self", map("href", self, "method", "GET"));
        links.put("report", map("href", self + "/report", "method", "GET"));
        links.put("progress", map("href", self + "/progress", "method", "GET"));
        if (progress < 100) {
            links.put("abort", map("href", self + "/abort", "method", "POST"));
        }
        job.put("_links", links);
        return job;
    }

    static Map<String, Object> service(String status, int rows, Double seconds) {
        Map<String, Object> counts = rows == 0 ? Map.of() : map("rows", rows);
        return map(
                "status",
                status,
                "attempts",
                seconds == null ? 0 : 1,
                "deleted_counts",
                counts,
                "errors",
                List.of(),
                "duration",
                seconds);
    }

    private static Map<String, Object> aService() {
        Map<String, Object> service = map("service", "pos", "capabilities", List.of("preview", "purge", "fence"));
        service.putAll(map("holds_tenant_data", true, "holds_user_data", true, "reachable", true));
        service.put("checked_at", "2026-01-31T12:34:56Z");
        service.putAll(map("plan_version", "3f0c9a7be2d14c55", "findings", List.of(), "breaker", "closed"));
        service.putAll(map("error", null, "error_since", null));
        return service;
    }

    static Map<String, Object> preview() {
        Map<String, Object> pos = map("preview", map("pos_transactions", 450, "audit_logs", 120), "total_records", 570);
        pos.put("plan_version", "3f0c9a7be2d14c55");
        return map(
                "tenant_id",
                TENANT_ID,
                "tenant_name",
                TENANT_NAME,
                "services",
                map("pos", pos),
                "total_records",
                570,
                "warning",
                "These records will be permanently deleted and cannot be recovered",
                "unavailable",
                List.of(),
                "preview_token",
                "eyJpZCI6Ii4uLiJ9.c2lnbmF0dXJl",
                "preview_token_expires_at",
                "2026-01-31T12:49:56Z");
    }

    static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int index = 0; index < entries.length; index += 2) {
            map.put((String) entries[index], entries[index + 1]);
        }
        return map;
    }
}
