package io.tenantdeletion.orchestrator.api;

import static io.tenantdeletion.orchestrator.api.ApiExamples.map;
import static io.tenantdeletion.orchestrator.api.ApiExamples.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The phases of jobs, for the documentation. */
final class PhaseExamples {

    private PhaseExamples() {}

    /** Those of a tenant's job whose steps that delete stand as in {@code service_results}. */
    static Map<String, Object> ofTenant(Map<String, Object> steps) {
        return map(
                "prepare",
                phase(fenced(List.of("pos", "tenant"))),
                "purge",
                phase(some(steps, "pos")),
                "verify",
                phase(verified(List.of("pos"), isCompleted(steps))),
                "tenant",
                phase(some(steps, "tenant")));
    }

    /** The same of a user's job. */
    static Map<String, Object> ofUser(Map<String, Object> steps) {
        List<String> services = List.of("forecasting", "notifications", "training");
        return map(
                "identity",
                phase(some(steps, "identity")),
                "prepare",
                phase(fenced(services)),
                "tenants",
                phase(some(steps, "tenants")),
                "services",
                phase(some(steps, services.toArray(String[]::new))),
                "verify",
                phase(verified(services, isCompleted(steps))),
                "memberships",
                phase(some(steps, "memberships")),
                "account",
                phase(some(steps, "account")));
    }

    private static Map<String, Object> some(Map<String, Object> steps, String... names) {
        Map<String, Object> some = new LinkedHashMap<>();
        for (String name : names) {
            some.put(name, steps.get(name));
        }
        return some;
    }

    /** The tenant service sets no fence. */
    private static Map<String, Object> fenced(List<String> services) {
        Map<String, Object> steps = new LinkedHashMap<>();
        for (String name : services) {
            Map<String, Object> step = service("completed", 0, 0.03);
            if (!name.equals("tenant")) {
                step.put("fence", map("plan_version", "3f0c9a7be2d14c55", "fenced_at", "2026-01-31T12:34:57.010Z"));
            }
            steps.put(name, step);
        }
        return steps;
    }

    private static Map<String, Object> verified(List<String> services, boolean done) {
        Map<String, Object> verification = map("by", "verification", "residual", Map.of(), "touched_others", Map.of());
        verification.putAll(map("verified_at", "2026-01-31T12:34:57.840Z", "proven", true));
        Map<String, Object> steps = new LinkedHashMap<>();
        for (String name : services) {
            Map<String, Object> step = done ? service("completed", 0, 0.02) : service("pending", 0, null);
            if (done) {
                step.put("verification", verification);
            }
            steps.put(name, step);
        }
        return steps;
    }

    private static Map<String, Object> phase(Map<String, Object> steps) {
        boolean completed = isCompleted(steps);
        boolean begun = steps.values().stream().anyMatch(step -> !"pending".equals(status(step)));
        String otherwise = begun ? "in_progress" : "pending";
        return map(
                "status",
                completed ? "completed" : otherwise,
                "started_at",
                begun ? "2026-01-31T12:34:57Z" : null,
                "completed_at",
                completed ? "2026-01-31T12:34:57.850Z" : null,
                "services",
                steps);
    }

    private static boolean isCompleted(Map<String, Object> steps) {
        return steps.values().stream().allMatch(step -> "completed".equals(status(step)));
    }

    private static Object status(Object step) {
        return ((Map<?, ?>) step).get("status");
    }
}
