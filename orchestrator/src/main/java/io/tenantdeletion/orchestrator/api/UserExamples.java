package io.tenantdeletion.orchestrator.api;

import static io.tenantdeletion.orchestrator.api.ApiExamples.map;
import static io.tenantdeletion.orchestrator.api.ApiExamples.service;

import java.util.List;
import java.util.Map;

/** Examples of a user's deletion, shown by the OpenAPI document. */
final class UserExamples {

    private static final String OTHER_TENANT_ID = "55555555-5555-4555-8555-555555555555";
    private static final String NEW_OWNER_ID = "33333333-3333-4333-8333-333333333333";

    private UserExamples() {}

    /** Whether {@link #answer} knows this path. */
    static boolean know(String path) {
        return path.startsWith(UserDeletionResource.PATH) || path.startsWith(DeletionJobResource.PATH + "/user/");
    }

    /** What the call at {@code path} answers with {@code status}. */
    static Map<String, Object> answer(String path, String status) {
        if (path.endsWith("/deletion-preview")) {
            return preview();
        }
        return "202".equals(status) ? running() : completed();
    }

    private static Map<String, Object> running() {
        Map<String, Object> steps = map("identity", service("completed", 0, 0.03));
        steps.put("tenants", counted("in_progress", map("tenants_deleted", 1), 1.2));
        for (String step : List.of("forecasting", "notifications", "training", "memberships", "account")) {
            steps.put(step, service("pending", 0, null));
        }
        return job("in_progress", 14.2, steps, map("completed_at", null, "duration", 1.23));
    }

    private static Map<String, Object> completed() {
        Map<String, Object> steps = map("identity", service("completed", 0, 0.03));
        steps.put("tenants", counted("completed", map("tenants_deleted", 1, "ownerships_transferred", 1), 2.4));
        steps.put("forecasting", counted("completed", map("forecasts", 120), 0.1));
        steps.put("notifications", counted("completed", map("notifications", 45, "notification_preferences", 1), 0.1));
        steps.put("training", counted("completed", map("training_jobs", 3), 0.1));
        steps.put("memberships", counted("completed", map("tenant_members", 2), 0.02));
        steps.put("account", counted("completed", map("accounts", 1), 0.03));
        return job("completed", 100.0, steps, map("completed_at", "2026-01-31T12:34:59.600Z", "duration", 2.6));
    }

    private static Map<String, Object> job(
            String status, double progress, Map<String, Object> steps, Map<String, Object> end) {
        Map<String, Object> job = ApiExamples.job(status, progress, steps, end);
        job.putAll(map("kind", "user", "tenant_id", null, "user_id", ApiExamples.USER_ID, "tenant_name", null));
        job.putAll(map("reason", "left the company", "total_items_deleted", progress == 100 ? 172 : 0));
        job.putAll(map("phase", progress == 100 ? null : "tenants", "phases", PhaseExamples.ofUser(steps)));
        job.putAll(map("services_completed", progress == 100 ? 7 : 1));
        return job;
    }

    private static Map<String, Object> counted(String status, Map<String, Object> counts, double seconds) {
        Map<String, Object> step = service(status, 0, seconds);
        step.put("deleted_counts", counts);
        return step;
    }

    private static Map<String, Object> preview() {
        Map<String, Object> training = map("preview", map("training_jobs", 3, "trained_models", 2));
        training.putAll(map("total_records", 5, "plan_version", "3f0c9a7be2d14c55"));
        Map<String, Object> deleted = map("tenant_id", ApiExamples.TENANT_ID, "tenant_name", ApiExamples.TENANT_NAME);
        Map<String, Object> transferred = map("tenant_id", OTHER_TENANT_ID, "tenant_name", "Corner Bakery");
        transferred.put("new_owner_id", NEW_OWNER_ID);
        Map<String, Object> preview = map("user_id", ApiExamples.USER_ID);
        preview.putAll(map("tenants_to_delete", List.of(deleted), "tenants_to_transfer", List.of(transferred)));
        preview.putAll(map("total_tenants_to_delete", 1, "total_tenants_to_transfer", 1, "memberships", 3));
        preview.putAll(map("services", map("training", training), "total_records", 5));
        preview.putAll(map(
                "warning",
                "Tenants, records and the account will be permanently deleted and cannot be recovered",
                "unavailable",
                List.of()));
        return preview;
    }
}
