package io.tenantdeletion.tenant.support;

import java.util.Map;

/** What the orchestrator says about one job. */
public final class Jobs {

    /** The job of all of these answers. */
    public static final String ID = "44444444-4444-4444-8444-444444444444";

    /** Its path. */
    public static final String PATH = "/api/v1/deletion-jobs/" + ID;

    private Jobs() {}

    /** A job status; a real one has more members, which pass through as {@code service_results} does here. */
    public static String status(String status) {
        return """
                {"job_id": "%s", "status": "%s", "total_items_deleted": 1020,
                 "service_results": {"pos": {"status": "%s", "deleted_counts": {"pos_sessions": 7}}}}
                """.formatted(ID, status, status);
    }

    /** The status of a job that can be taken back for thirty days. */
    public static String retained(String status) {
        return """
                {"job_id": "%s", "status": "%s", "created_at": "2026-01-01T00:00:00.2Z",
                 "due_at": "2026-01-31T00:00:00.1Z"}
                """.formatted(ID, status);
    }

    /** Accepts a new job. */
    public static FakeOrchestrator accepts(FakeOrchestrator orchestrator) {
        return orchestrator.answers(202, status("in_progress"), Map.of("Location", PATH));
    }

    /** A refusal of the orchestrator. */
    public static String problem(String slug, int status, String extensions) {
        return """
                {"type": "urn:tenant-deletion:problem:%s", "title": "A title", "status": %d, "detail": "A detail."%s}
                """.formatted(slug, status, extensions);
    }
}
