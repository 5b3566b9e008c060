package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.trace.TraceParent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Jobs in PostgreSQL: writes them down and reads them. What a run writes is {@link RunJournal}'s. */
@ApplicationScoped
public class JobStore {

    private static final String CREATE = """
            with made as (
              insert into orchestrator.deletion_jobs (job_id, tenant_id, user_id, kind, tenant_name, initiated_by,
                requested_as, reason, parent_id, status, due_at, suspension, suspension_tried_at, approval, approval_until,
                expected, preview_token_id, idempotency_scope, idempotency_key, request_hash, created_at, changed_by,
                changed_from, changed_why, forced, released, disregarded, changed_via, owner_id, on_failure, shadow, traceparent,
                tenants)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending', $10, $11, $19, $12, $13, $14, $15, $16, $17, $18, $19,
                $20, $21, $22, $24, $9::uuid is null or $10 <= $19 and $12 = 'not_needed', $25, $26, $27, $28, $29, $30, $31)
              on conflict do nothing
              returning job_id, suspension_token),
            steps as (
              insert into orchestrator.deletion_steps (job_id, phase, service, position)
              select made.job_id, s.phase, s.service, s.position
              from made, jsonb_to_recordset($23::jsonb) as s(phase text, service text, position integer))
            select suspension_token, least((select min(set_at) from orchestrator.legal_holds where subject_id in ($2, $3)),
              orchestrator.held_since($9)) as held_since
            from made
            """;
    static final String COUNT = "select count(*) as jobs from orchestrator.deletion_jobs j ";

    private final Pool pool;
    private final Event<JobChanged> changes;

    JobStore(Pool pool, Event<JobChanged> changes) {
        this.pool = pool;
        this.changes = changes;
    }

    /**
     * Writes a job down as pending, unless its tenant or user has an open one or its idempotency key is taken.
     *
     * @return whether it was written down
     */
    public Uni<Optional<DeletionJob>> create(NewJob job) {
        return pool.preparedQuery(CREATE)
                .execute(values(job))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> job.written(row.getLong("suspension_token"), JobRows.instant(row, "held_since"))))
                .invoke(written -> written.ifPresent(made -> changes.fire(new JobChanged(made.id()))));
    }

    private static Tuple values(NewJob job) {
        Origin origin = job.origin();
        DeletionJob.Start start = job.start();
        Idempotency idempotency = job.idempotency() == null ? new Idempotency(null, null, null) : job.idempotency();
        return Tuple.tuple()
                .addUUID(job.id().value())
                .addUUID(
                        job.subject().tenant() == null
                                ? null
                                : job.subject().tenant().value())
                .addUUID(id(job.subject().user()))
                .addString(job.subject().kind().toString())
                .addString(job.tenantName())
                .addUUID(id(origin.initiatedBy()))
                .addString(origin.requestedAs().toString())
                .addString(origin.reason())
                .addUUID(origin.parent() == null ? null : origin.parent().value())
                .addOffsetDateTime(start.dueAt().atOffset(ZoneOffset.UTC))
                .addString(start.suspension().toString())
                .addString(start.approval().status().toString())
                .addOffsetDateTime(
                        start.approval().until() == null
                                ? null
                                : start.approval().until().atOffset(ZoneOffset.UTC))
                .addJsonObject(JobRows.json(start.expected()))
                .addUUID(job.previewToken())
                .addString(idempotency.scope())
                .addString(idempotency.key())
                .addString(idempotency.requestHash())
                .addOffsetDateTime(job.createdAt().atOffset(ZoneOffset.UTC))
                .addString(job.auditContext().by())
                .addString(job.auditContext().from())
                .addString(job.auditContext().why())
                .addJsonArray(JobRows.json(job.steps()))
                .addBoolean(start.forced())
                .addArrayOfUUID(start.disregarded().stream().map(UserId::value).toArray(UUID[]::new))
                .addString(job.auditContext().via())
                .addUUID(id(job.owner()))
                .addString(job.onFailure().toString())
                .addBoolean(start.shadow())
                .addString(TraceParent.current())
                .addJsonObject(job.tenants() == null ? null : job.tenants().toJson());
    }

    private static UUID id(UserId user) {
        return user == null ? null : user.value();
    }

    /** The job with this id. */
    public Uni<Optional<DeletionJob>> find(JobId id) {
        return select("where j.job_id = $1", Tuple.of(id.value())).map(JobRows::first);
    }

    /** The newest job of a tenant or user. */
    public Uni<Optional<DeletionJob>> latestOf(Subject subject) {
        return select(about(subject) + " order by j.created_at desc limit 1", id(subject))
                .map(JobRows::first);
    }

    /** So many rows it will delete, as far as services can count; what is written down once stays. */
    public Uni<Void> expect(JobId job, long rows) {
        return pool.preparedQuery("""
                        update orchestrator.deletion_jobs set counted_rows = coalesce(counted_rows, $2) where job_id = $1
                        """).execute(Tuple.of(job.value(), rows)).replaceWithVoid();
    }

    /** What was to become of this tenant when a user's deletion was asked for. */
    public Uni<TenantsAsked.One> askedOf(JobId whole, TenantId tenant) {
        return pool.preparedQuery("""
                        select tenants is null or tenants -> 'successors' -> $2::text = 'null' as along,
                          (tenants -> 'successors' ->> $2::text)::uuid as successor, tenants ->> 'retention' as retention
                        from orchestrator.deletion_jobs where job_id = $1
                        """)
                .execute(Tuple.of(whole.value(), tenant.toString()))
                .map(rows -> asked(rows.iterator().next()));
    }

    private static TenantsAsked.One asked(Row row) {
        UUID successor = row.getUUID("successor");
        String retention = row.getString("retention");
        return new TenantsAsked.One(
                Boolean.TRUE.equals(row.getBoolean("along")),
                successor == null ? null : new UserId(successor),
                retention == null ? null : Duration.parse(retention));
    }

    /** Whether a person has said no to this part of a job, and nobody has had that one tried again since. */
    public Uni<Boolean> wasTakenBack(JobId part) {
        return pool.preparedQuery("select taken_back from orchestrator.deletion_jobs where job_id = $1")
                .execute(Tuple.of(part.value()))
                .map(rows -> rows.iterator().next().getBoolean("taken_back"));
    }

    /** For whom a job counts. */
    public Uni<String> requesterOf(JobId job) {
        return pool.preparedQuery("select requested_by from orchestrator.deletion_jobs where job_id = $1")
                .execute(Tuple.of(job.value()))
                .map(rows -> rows.iterator().next().getString("requested_by"));
    }

    /** The job does not answer its idempotency key any longer. */
    public Uni<Void> forgetKey(JobId job) {
        return pool.preparedQuery("""
                        update orchestrator.deletion_jobs
                        set idempotency_scope = null, idempotency_key = null, request_hash = null where job_id = $1
                        """).execute(Tuple.of(job.value())).replaceWithVoid();
    }

    /** The one job of a tenant or user that is open, or has begun to purge and failed. */
    public Uni<Optional<DeletionJob>> openOf(Subject subject) {
        String goesOn = " and (j.status in ('pending', 'in_progress')"
                + " or (j.status = 'failed' and j.purge_begun_at is not null))";
        return select(about(subject) + goesOn, id(subject)).map(JobRows::first);
    }

    private static String about(Subject subject) {
        return subject.kind() == SubjectKind.TENANT ? "where j.tenant_id = $1" : "where j.user_id = $1";
    }

    private static Tuple id(Subject subject) {
        return Tuple.of(
                subject.kind() == SubjectKind.TENANT
                        ? subject.tenant().value()
                        : subject.user().value());
    }

    /** The job that a preview token has confirmed. */
    public Uni<Optional<DeletionJob>> findByPreviewToken(UUID token) {
        return select("where j.preview_token_id = $1", Tuple.of(token)).map(JobRows::first);
    }

    /** The job made by an earlier request with the same key. */
    public Uni<Optional<DeletionJob>> findBy(Idempotency request) {
        String condition = "where j.idempotency_scope = $1 and j.idempotency_key = $2";
        return select(condition, Tuple.of(request.scope(), request.key())).map(JobRows::first);
    }

    /** Jobs, in this order. */
    public Uni<List<DeletionJob>> page(JobFilter filter, JobSort sort, int size, long offset) {
        JobFilter.Where page = filter.where().page(sort, size, offset);
        return select(page.sql().toString(), page.values()).map(JobRows::jobs);
    }

    /** How many jobs {@link #page} can reach. */
    public Uni<Long> count(JobFilter filter) {
        JobFilter.Where where = filter.where();
        return pool.preparedQuery(COUNT + where.sql())
                .execute(where.values())
                .map(rows -> rows.iterator().next().getLong("jobs"));
    }

    /** Fails where the store cannot be read. */
    public Uni<Void> isReachable() {
        return pool.preparedQuery("select 1 from orchestrator.deletion_jobs limit 1")
                .execute()
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> select(String condition, Tuple values) {
        return pool.preparedQuery(JobRows.SELECT_JOB + condition).execute(values);
    }
}
