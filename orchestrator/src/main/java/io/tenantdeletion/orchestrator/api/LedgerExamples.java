package io.tenantdeletion.orchestrator.api;

import static io.tenantdeletion.orchestrator.api.ApiExamples.JOB_ID;
import static io.tenantdeletion.orchestrator.api.ApiExamples.TENANT_ID;
import static io.tenantdeletion.orchestrator.api.ApiExamples.USER_ID;
import static io.tenantdeletion.orchestrator.api.ApiExamples.map;

import java.util.List;
import java.util.Map;

/** Examples of replays and findings. */
final class LedgerExamples {

    private static final String ID = "c0a1f0de-5b1c-4a52-8a4e-0e6f3b8f7a10";

    private LedgerExamples() {}

    static boolean know(String path) {
        return path.contains("/replay-erasures") || path.startsWith(FindingResource.PATH);
    }

    static Map<String, Object> request(String path) {
        if (path.endsWith("/{finding_id}/resolve")) {
            return map("reason", "restored the backup of Monday");
        }
        return path.endsWith("/resolve")
                ? map("service", "pos", "code", "late_rows", "reason", "restored the backup of Monday")
                : map(
                        "service",
                        "pos",
                        "subject_type",
                        "tenant",
                        "subject_id",
                        TENANT_ID,
                        "job_id",
                        JOB_ID,
                        "code",
                        "late_rows",
                        "rows",
                        map("pos_transactions", 3));
    }

    static Object answer(String path, String status) {
        if (path.contains("/replay-erasures")) {
            return "200".equals(status) && path.endsWith("/replay-erasures") ? List.of(replay()) : replay();
        }
        if (path.endsWith("/findings/resolve")) {
            return map("resolved", 12);
        }
        return path.equals(FindingResource.PATH) && "200".equals(status)
                ? map("items", List.of(finding()), "page", 1, "page_size", 20, "total", 1)
                : finding();
    }

    private static Map<String, Object> replay() {
        Map<String, Object> replay = map("replay_id", ID, "service", "pos", "since", "2026-01-31T00:00:00Z");
        replay.putAll(map("status", "in_progress", "total", 1200, "done", 480, "skipped", 0, "rows_found", 3));
        replay.putAll(map("deleted_counts", map("pos_transactions", 3), "findings", 1, "requested_by", USER_ID));
        replay.putAll(map("started_at", "2026-02-01T12:34:56Z", "completed_at", null));
        replay.putAll(map("waiting_for", null, "waiting_since", null, "waiting_detail", null));
        replay.putAll(map("next_attempt_at", null, "progress", 40.0));
        return replay;
    }

    private static Map<String, Object> finding() {
        Map<String, Object> finding = map("finding_id", ID, "service", "pos", "subject_type", "tenant");
        finding.putAll(map("subject_id", TENANT_ID, "job_id", JOB_ID, "code", "late_rows"));
        finding.putAll(map("rows", map("pos_transactions", 3), "detail", null, "status", "open"));
        finding.putAll(map("found_at", "2026-02-01T12:34:57Z", "last_seen_at", "2026-02-01T12:34:57Z"));
        finding.putAll(map("reported_by", "orchestrator", "resolved_at", null, "resolved_by", null, "reason", null));
        return finding;
    }
}
