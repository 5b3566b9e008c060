package io.tenantdeletion.orchestrator.api;

import static io.tenantdeletion.orchestrator.api.ApiExamples.map;

import java.util.List;
import java.util.Map;

/** Examples of reports. */
final class ReportExamples {

    private ReportExamples() {}

    static boolean know(String path) {
        return path.endsWith("/report");
    }

    static Object answer(String path, String mediaType) {
        boolean preview = path.contains("deletion-preview");
        return switch (mediaType) {
            case Reports.CSV ->
                preview
                        ? "tenant_id,tenant_name,service,table,rows,unavailable\r\n" + ApiExamples.TENANT_ID
                                + ",Panadería Ejemplo,pos,pos_transactions,450,\r\n"
                        : "job_id,kind,subject_id,tenant_name,job_status,service,service_status,verified,table,"
                                + "deleted_rows,residual_rows\r\n" + ApiExamples.JOB_ID + ",tenant,"
                                + ApiExamples.TENANT_ID
                                + ",Panadería Ejemplo,completed,pos,completed,true,pos_transactions,450,0\r\n";
            case "text/html" -> "<!DOCTYPE html>…";
            default -> preview ? preview() : job();
        };
    }

    private static Map<String, Object> preview() {
        Map<String, Object> preview = ApiExamples.preview();
        preview.keySet().removeIf(name -> name.startsWith("preview_token"));
        return preview;
    }

    private static Map<String, Object> job() {
        Map<String, Object> job = ApiExamples.completed();
        Map<String, Object> report = map("job_id", job.get("job_id"), "kind", "tenant");
        for (String name : List.of(
                "tenant_id",
                "user_id",
                "tenant_name",
                "initiated_by",
                "reason",
                "status",
                "created_at",
                "started_at",
                "completed_at",
                "duration",
                "total_items_deleted")) {
            report.put(name, job.get(name));
        }
        Map<String, Object> pos = map("service", "pos", "status", "completed", "attempts", 1, "duration", 0.84);
        pos.putAll(map("deleted_counts", map("pos_transactions", 450), "total_deleted", 450));
        pos.putAll(map("counts_may_be_low", false, "verified", true, "residual", map(), "errors", List.of()));
        report.putAll(map("services", List.of(pos), "error_log", List.of(), "generated_at", "2026-01-31T12:40:00Z"));
        return report;
    }
}
