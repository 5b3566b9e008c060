package io.tenantdeletion.orchestrator.audit;

import io.tenantdeletion.commons.audit.AuditEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import java.util.stream.StreamSupport;

/** Lines and events as the database takes and gives them. */
final class AuditRows {

    private AuditRows() {}

    static JsonArray json(List<AuditEvent> events) {
        JsonArray rows = new JsonArray();
        events.forEach(event -> rows.add(json(event)));
        return rows;
    }

    static List<AuditLine> lines(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(AuditRows::line)
                .toList();
    }

    private static JsonObject json(AuditEvent event) {
        return new JsonObject()
                .put("event_id", event.eventId().toString())
                .put("at", event.at().toString())
                .put("actor", event.actor())
                .put("source", event.source())
                .put("action", event.action())
                .put("subject", event.subject() == null ? null : event.subject().toString())
                .put("job_id", event.jobId() == null ? null : event.jobId().toString())
                .put("outcome", event.outcome())
                .put("reason", event.reason())
                .put("detail", new JsonObject(event.detail()));
    }

    private static AuditLine line(Row row) {
        return new AuditLine(
                row.getLong("seq"),
                row.getUUID("event_id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getString("source"),
                row.getString("action"),
                row.getUUID("subject"),
                row.getUUID("job_id"),
                row.getString("outcome"),
                row.getString("reason"),
                row.getJsonObject("detail").getMap(),
                row.getString("prev_hash"),
                row.getString("hash"),
                row.getShort("hash_version"),
                row.getString("source_digest"),
                row.getString("reason_digest"));
    }
}
