package io.tenantdeletion.orchestrator.fake;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * What a fake service does with a call.
 *
 * @param status 0 to hang up without an answer
 * @param body may name the tenant as {@code %s}
 * @param gate to be opened before the answer is sent, or null
 * @param plan version of the plan, for the header of a preview, or null
 */
public record Reply(int status, String body, CountDownLatch gate, String plan) {

    public Reply(int status, String body, CountDownLatch gate) {
        this(status, body, gate, null);
    }

    /** Everything is gone; this call removed so many rows. */
    public static Reply complete(long rows) {
        return new Reply(200, summary(rows, true) + "}", null);
    }

    /** Not complete yet. */
    public static Reply incomplete(long rows, double progress) {
        return new Reply(202, summary(rows, true) + ", \"complete\": false, \"progress\": " + progress + "}", null);
    }

    /** Some of it could not be deleted. */
    public static Reply unsuccessful(long rows) {
        return new Reply(200, summary(rows, false).replace("[]", "[\"locked\"]") + "}", null);
    }

    /** A preview of so many rows. */
    public static Reply preview(long rows) {
        return new Reply(200, """
                {"tenant_id": "%%s", "service": "any", "preview": {"things": %d}, "total_records": %d, "warning": "w"}
                """.formatted(rows, rows), null);
    }

    /** A fence stands. */
    public static Reply fenced() {
        return body("""
                {"tenant_id": "%s", "service": "any", "plan_version": "p1", "fenced_at": "2026-01-31T12:34:56Z"}""");
    }

    /** So many rows are left. */
    public static Reply verified(long residual) {
        return verified(residual, "{}");
    }

    /** So many rows are left, and rows of others were touched. */
    public static Reply verified(long residual, String touchedOthers) {
        return new Reply(200, """
                {"tenant_id": "%%s", "service": "any", "residual": {"things": %d}, "total_residual": %d,
                 "touched_others": %s, "verified_at": "2026-01-31T12:34:56Z"}""".formatted(residual, residual, touchedOthers), null);
    }

    /** It cannot be counted yet. */
    public static Reply waiting(String transactions) {
        return new Reply(
                202, "{\"tenant_id\": \"%s\", \"service\": \"any\", \"waiting_for\": " + transactions + "}", null);
    }

    /** So many rows are back. */
    public static Reply restored(long rows) {
        return body("{\"tenant_id\": \"%s\", \"service\": \"any\", " + restoredCounts(rows) + ", \"verified\": true}");
    }

    /** So many rows are back, and it goes on. */
    public static Reply restoring(long rows) {
        return new Reply(
                202,
                "{\"tenant_id\": \"%s\", \"service\": \"any\", " + restoredCounts(rows) + ", \"complete\": false}",
                null);
    }

    private static String restoredCounts(long rows) {
        return "\"restored_counts\": {\"things\": %d}, \"total_restored\": %d".formatted(rows, rows);
    }

    /** Whether it says that everything is back. */
    boolean isRestored() {
        return status == 200 && body.contains("restored_counts");
    }

    /** Findings are in the way. */
    public static Reply refused(String findings) {
        return new Reply(409, """
                {"type": "urn:tenant-deletion:problem:deletion-refused", "title": "t", "status": 409, "detail": "d",
                 "findings": %s}""".formatted(findings), null);
    }

    /** A status and nothing that the contract knows. */
    public static Reply status(int status) {
        return new Reply(status, "{\"title\": \"status " + status + "\"}", null);
    }

    /** A problem of the contract. */
    public static Reply problem(int status, String slug) {
        return new Reply(status, """
                {"type": "urn:tenant-deletion:problem:%s", "title": "t", "status": %d, "detail": "d",
                 "user_ids": ["11111111-1111-4111-8111-111111111111"]}
                """.formatted(slug, status), null);
    }

    /** A problem with this member beside the usual ones. */
    public static Reply problem(int status, String slug, String member) {
        return new Reply(status, """
                {"type": "urn:tenant-deletion:problem:%s", "title": "t", "status": %d, "detail": "d", "%s": "admin"}
                """.formatted(slug, status, member), null);
    }

    /** A body of one's own with status 200. */
    public static Reply body(String body) {
        return new Reply(200, body, null);
    }

    /** The connection closes without an answer. */
    public static Reply hangUp() {
        return new Reply(0, "", null);
    }

    /** This, but only after the gate is open. */
    public Reply behind(CountDownLatch closed) {
        return new Reply(status, body, closed, plan);
    }

    /** Whether it says that a fence stands. */
    boolean isFenced() {
        return body.contains("fenced_at");
    }

    /** The same about a user. */
    Reply ofUser() {
        return new Reply(status, body.replace("\"tenant_id\"", "\"user_id\""), gate, plan);
    }

    /** The same answer to the same call made again: what is gone cannot be deleted twice. */
    Reply again() {
        return isComplete() ? complete(0) : this;
    }

    /** Whether it says that nothing is left. */
    boolean isComplete() {
        return status == 200 && body.contains("\"success\": true");
    }

    /** This purge, with what the whole job has removed so far. */
    public Reply jobCounts(long rows) {
        String counts = "\"job_counts\": {\"things\": " + rows + "}, \"errors\"";
        return new Reply(status, body.replace("\"errors\"", counts), gate, plan);
    }

    /** This preview, with findings. */
    public Reply findings(String findings) {
        return new Reply(
                status, body.replace("\"warning\"", "\"findings\": " + findings + ", \"warning\""), gate, plan);
    }

    /** This, counted by a plan of this version. */
    public Reply plan(String version) {
        return new Reply(status, body, gate, version);
    }

    String bodyFor(UUID tenant) {
        return body.replace("%s", tenant.toString());
    }

    private static String summary(long rows, boolean success) {
        return """
                {"message": "m", "summary": {"tenant_id": "%%s", "service_name": "any", "success": %s,
                 "deleted_counts": {"things": %d, "audit_logs": 0}, "errors": [],
                 "timestamp": "2026-01-31T12:34:56Z"}""".formatted(success, rows);
    }
}
