package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Rows of the store as records. */
final class JobRows {

    /** Everything about a job in one row; append a condition on {@code j}. */
    static final String SELECT_JOB = """
            select j.*, orchestrator.held_since(j.job_id) as held_since,
              -- Rows of a part are rows of the whole.
              case when j.kind = 'user' then (select min(part.purge_begun_at) from orchestrator.deletion_jobs part
                where part.parent_id = j.job_id) end as part_begun_at,
              (select whole.reason from orchestrator.deletion_jobs whole where whole.job_id = j.parent_id) as whole_reason,
              coalesce(j.expected, (select jsonb_build_object(key, jsonb_build_object('rows', value::bigint))
                from orchestrator.deletion_jobs whole, jsonb_each_text(whole.tenants -> 'rows')
                where whole.job_id = j.parent_id and key = j.tenant_id::text)) as confirmed,
              -- As long as the whole runs or could be taken back itself.
              (select whole.job_id from orchestrator.deletion_jobs whole
                where whole.job_id = j.parent_id and whole.status in ('pending', 'in_progress')
                  and (whole.run_id is not null or whole.purge_begun_at is null and not exists (select
                    from orchestrator.deletion_jobs part
                    where part.parent_id = whole.job_id and part.purge_begun_at is not null))) as taken_back_with,
              (select issued_at from orchestrator.certificates c where c.job_id = j.job_id) as certified_at,
              (select coalesce(jsonb_agg(to_jsonb(s) order by s.position), '[]')
                         from orchestrator.deletion_steps s where s.job_id = j.job_id) as steps
            from orchestrator.deletion_jobs j
            """;

    /** The position of the first step that undoes a job; whatever it was to do before comes first. */
    private static final int AFTER_ALL_OTHERS = 1001;

    private JobRows() {}

    /**
     * The condition for a page of the jobs that meet this one. Their ids are found first: what {@link #SELECT_JOB} puts
     * together for a job is not put together for those of the pages before.
     *
     * @param size the number of the parameter that says how many
     * @param offset the number of the parameter that says how many come before
     */
    static String page(String condition, JobSort sort, int size, int offset) {
        return "where j.job_id = any(array(select j.job_id from orchestrator.deletion_jobs j %1$s%2$s limit $%3$d offset $%4$d))%2$s"
                .formatted(condition, sort.orderBy(), size, offset);
    }

    static List<DeletionJob> jobs(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(JobRows::job).toList();
    }

    static Optional<DeletionJob> first(RowSet<Row> rows) {
        return jobs(rows).stream().findFirst();
    }

    static List<Lease> leases(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(JobRows::lease)
                .toList();
    }

    static TransitionResult transition(RowSet<Row> rows) {
        return rows.size() == 0
                ? TransitionResult.NO
                : new TransitionResult(true, rows.iterator().next().getUUID("run_id"));
    }

    private static Lease lease(Row row) {
        return new Lease(new JobId(row.getUUID("job_id")), subject(row), row.getUUID("run_id"), false);
    }

    static DeletionJob job(Row row) {
        return new DeletionJob(
                new JobId(row.getUUID("job_id")),
                subject(row),
                row.getString("tenant_name"),
                origin(row),
                JobStatus.named(row.getString("status")).orElseThrow(),
                start(row),
                row.getLong(row.getLong("expected_rows") == null ? "counted_rows" : "expected_rows"),
                row.getString("request_hash"),
                new DeletionJob.Times(
                        instant(row, "created_at"),
                        instant(row, "started_at"),
                        instant(row, "purge_begun_at"),
                        instant(row, "part_begun_at"),
                        instant(row, "completed_at"),
                        instant(row, "certified_at")),
                waiting(row),
                row.getUUID("run_id") != null,
                strings(row.getJsonArray("error_log")),
                row.getJsonArray("steps").stream()
                        .map(step -> step((JsonObject) step))
                        .toList(),
                restoration(row));
    }

    private static Subject subject(Row row) {
        return Optional.ofNullable(row.getUUID("tenant_id"))
                .map(tenant -> Subject.of(new TenantId(tenant)))
                .orElseGet(() -> Subject.of(new UserId(row.getUUID("user_id"))));
    }

    private static Origin origin(Row row) {
        UUID initiator = row.getUUID("initiated_by");
        UUID parent = row.getUUID("parent_id");
        UUID takenBackWith = row.getUUID("taken_back_with");
        return new Origin(
                initiator == null ? null : new UserId(initiator),
                RequestedAs.named(row.getString("requested_as")),
                row.getString(parent == null ? "reason" : "whole_reason"),
                parent == null ? null : new JobId(parent),
                takenBackWith == null ? null : new JobId(takenBackWith));
    }

    private static DeletionJob.Start start(Row row) {
        Approval approval = new Approval(
                Approval.Status.named(row.getString("approval")),
                row.getString("approval_by"),
                instant(row, "approval_until"),
                row.getString("approval_reason"));
        return new DeletionJob.Start(
                instant(row, "due_at"),
                Suspension.named(row.getString("suspension")),
                row.getLong("suspension_token"),
                approval,
                expectation(row.getJsonObject("confirmed"), row.getUUID("preview_token_id")),
                row.getBoolean("forced"),
                Arrays.stream(row.getArrayOfUUIDs("disregarded"))
                        .map(UserId::new)
                        .toList(),
                row.getBoolean("shadow"));
    }

    private static Restoration restoration(Row row) {
        return new Restoration(
                Restoration.Undo.named(row.getString("undo")),
                instant(row, "undo_at"),
                OnFailure.named(row.getString("on_failure")),
                Restoration.Log.named(row.getString("restore_log")),
                instant(row, "restore_until"),
                List.of(row.getArrayOfStrings("without_restore_log")));
    }

    private static Waiting waiting(Row row) {
        String kind = row.getString("waiting_for");
        return new Waiting(
                kind == null ? null : new Obstacle(WaitingFor.named(kind), row.getString("waiting_detail"), false),
                instant(row, "waiting_since"),
                instant(row, "next_attempt_at"),
                row.getInteger("pauses"),
                instant(row, "held_since"));
    }

    /** What {@code jsonb_to_recordset} takes for steps, with their positions. */
    static JsonArray json(List<PlannedStep> steps) {
        JsonArray json = new JsonArray();
        steps.forEach(step -> json.add(new JsonObject()
                .put("phase", step.phase())
                .put("service", step.service())
                .put("position", json.size() + (Phases.isUndo(step.phase()) ? AFTER_ALL_OTHERS : 1))));
        return json;
    }

    static JsonObject json(Expectation expected) {
        if (expected == null) {
            return null;
        }
        JsonObject json = new JsonObject();
        expected.services()
                .forEach((service, counted) -> json.put(
                        service,
                        new JsonObject()
                                .put("rows", counted.rows())
                                .put("plan", counted.plan())
                                .put("compared", expected.compared())));
        return json;
    }

    private static Expectation expectation(JsonObject json, UUID token) {
        if (json == null) {
            return null;
        }
        Map<String, Expectation.Counted> services = new LinkedHashMap<>();
        boolean compared = false;
        for (String service : json.fieldNames()) {
            JsonObject counted = json.getJsonObject(service);
            compared |= counted.getBoolean("compared", false);
            services.put(service, new Expectation.Counted(counted.getLong("rows"), counted.getString("plan")));
        }
        return new Expectation(services, compared, !compared || token != null);
    }

    private static DeletionStep step(JsonObject step) {
        return new DeletionStep(
                step.getString("phase"),
                step.getString("service"),
                StepStatus.named(step.getString("status")),
                step.getInteger("attempts"),
                step.getDouble("progress"),
                counts(step.getJsonObject("deleted_counts")),
                strings(step.getJsonArray("errors")),
                step.getBoolean("counts_may_be_low"),
                instant(step.getString("started_at")),
                instant(step.getString("completed_at")),
                step.getJsonObject("evidence").mapTo(Evidence.class),
                leftOut(step));
    }

    private static LeftOut leftOut(JsonObject step) {
        String by = step.getString("left_out_by");
        return by == null
                ? null
                : new LeftOut(by, instant(step.getString("completed_at")), step.getString("left_out_reason"));
    }

    private static Map<String, Long> counts(JsonObject json) {
        Map<String, Long> counts = new LinkedHashMap<>();
        json.fieldNames().forEach(table -> counts.put(table, json.getLong(table)));
        return counts;
    }

    private static List<String> strings(JsonArray json) {
        return json.stream().map(Object::toString).toList();
    }

    static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static Instant instant(String text) {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }
}
