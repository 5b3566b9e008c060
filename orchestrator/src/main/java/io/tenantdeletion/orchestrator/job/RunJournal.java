package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * What a run writes down while it goes. Every write fails with {@link LeaseLostException} and changes nothing once
 * another run holds the job: the job's row is locked by the statement that changes a step. A write that takes too long
 * fails with {@link StoreTimeoutException}.
 */
@ApplicationScoped
public class RunJournal {

    private static final String BEGIN = """
            with free as materialized (select orchestrator.may_delete($1) as free),
            begun as (
              update orchestrator.deletion_jobs set status = 'in_progress', started_at = coalesce(started_at, $3),
                next_attempt_at = null, fences = 'set', fences_until = null,
                changed_by = 'orchestrator', changed_from = null, changed_why = null
              where job_id = $1 and run_id = $2 and status in ('pending', 'in_progress') and (select free from free)
              returning job_id, tenant_id, user_id),
            -- Fences of earlier jobs are this one's now.
            taken_over as (
              update orchestrator.deletion_jobs other set fences = 'none'
              from begun where other.job_id <> begun.job_id and other.fences <> 'none'
                and (other.tenant_id = begun.tenant_id or other.user_id = begun.user_id)),
            opened as (
              insert into orchestrator.deletion_steps as s (job_id, phase, service, position, status, attempts, started_at)
              select begun.job_id, p.phase, p.service, p.position,
                case when p.phase = $5 then 'in_progress' else 'pending' end,
                case when p.phase = $5 then 1 else 0 end, case when p.phase = $5 then $3 end
              from begun, jsonb_to_recordset($4::jsonb) as p(phase text, service text, position integer)
              on conflict (job_id, phase, service) do update
              set status = case s.status when 'completed' then s.status else excluded.status end,
                position = excluded.position, attempts = s.attempts + excluded.attempts, errors = '[]',
                evidence = case s.status when 'completed' then s.evidence else '{}' end,
                completed_at = case s.status when 'completed' then s.completed_at end,
                -- In progress before it was begun: an earlier run may have called, and nobody heard the answer.
                counts_may_be_low = s.counts_may_be_low
                  or s.status = 'in_progress' and s.phase not in ('prepare', 'verify'),
                started_at = case when s.status in ('completed', 'in_progress') then s.started_at else excluded.started_at end)
            select free from free where not free or exists (select from begun)
            """;
    private static final String WRITE = """
            with held as (
              select job_id from orchestrator.deletion_jobs
              where job_id = $1 and run_id = $2 and status = 'in_progress' for update),
            -- Nothing begins under a legal hold, and nobody is told that it is done; what was answered is written down.
            free as materialized (
              select not ($7 or cardinality($6::text[]) > 0) or orchestrator.may_delete($1) as free),
            recorded as (
              update orchestrator.deletion_steps s
              set status = a.status, progress = greatest(s.progress, a.progress), attempts = s.attempts + a.repeats,
                -- Who says what the whole job has removed knows better.
                deleted_counts = coalesce(a.job_counts, orchestrator.add_counts(s.deleted_counts, a.deleted_counts)),
                counts_may_be_low = a.job_counts is null and (s.counts_may_be_low or a.answer_lost),
                errors = a.errors, evidence = coalesce(a.evidence, s.evidence),
                completed_at = case when a.status = 'completed' and s.status = 'completed' then s.completed_at
                  when a.status in ('completed', 'failed') then $3 end
              from held, jsonb_to_recordset($4::jsonb) as a(phase text, service text, status text, progress float8,
                repeats integer, deleted_counts jsonb, errors jsonb, answer_lost boolean, job_counts jsonb,
                evidence jsonb)
              where s.job_id = held.job_id and s.phase = a.phase and s.service = a.service),
            started as (
              update orchestrator.deletion_steps s
              -- A step that completed stays so until the answer differs.
              set status = case s.status when 'completed' then s.status else 'in_progress' end,
                attempts = s.attempts + 1, errors = '[]',
                evidence = case s.status when 'completed' then s.evidence else '{}' end,
                completed_at = case s.status when 'completed' then s.completed_at end,
                started_at = case when s.status = 'completed' then s.started_at else $3 end
              from held, free where free and s.job_id = held.job_id and s.phase = $5 and s.service = any($6)),
            -- From here on rows may be gone.
            purging as (
              update orchestrator.deletion_jobs j set purge_begun_at = $3
              from held, free
              where free and j.job_id = held.job_id and $8 and not $7 and purge_begun_at is null),
            completed as (
              update orchestrator.deletion_jobs j set status = 'completed', completed_at = $3, changed_by = 'orchestrator',
                changed_from = null, changed_why = null, waiting_for = null, waiting_since = null, waiting_detail = null,
                run_id = null, lease_until = null
              from held, free where free and j.job_id = held.job_id and $7),
            -- A job that waits for this one need not wait any longer.
            woken as (
              update orchestrator.deletion_jobs whole set next_attempt_at = $3
              from held, free, orchestrator.deletion_jobs part
              where $7 and free and part.job_id = held.job_id and whole.job_id = part.parent_id and whole.next_attempt_at > $3)
            select free from held, free
            """;
    /** Steps first: the job's line in the audit log is the last of an attempt. */
    private static final String END = """
            with held as (
              select job_id, coalesce($4, status) as status from orchestrator.deletion_jobs
              where job_id = $1 and run_id = $2 and status in ('pending', 'in_progress') for update),
            ended as (
              update orchestrator.deletion_steps s
              set status = case when held.status in ('pending', 'in_progress') then 'pending'
                  when s.errors = '[]' then 'skipped' else 'failed' end,
                errors = case when held.status in ('pending', 'in_progress') or s.errors <> '[]' then s.errors
                  else '["skipped: runs after every step before it has completed"]' end,
                completed_at = case when held.status not in ('pending', 'in_progress') then $3::timestamptz end
              from held where s.job_id = held.job_id and s.status in ('pending', 'in_progress')
              returning s.job_id)
            update orchestrator.deletion_jobs j
            set status = held.status, completed_at = case when $4 is not null then $3::timestamptz end,
              error_log = error_log || $5::jsonb, waiting_for = $6, waiting_detail = $7,
              waiting_since = case when $6 is null then null when waiting_for = $6 and not $8
                then coalesce(waiting_since, $3) else $3 end,
              next_attempt_at = $9, pauses = case when $8 or $6 is null then 0 else pauses + 1 end,
              -- Rows of a part are rows of the whole.
              purge_begun_at = case when $10 or exists (
                select from orchestrator.deletion_jobs part
                where part.parent_id = j.job_id and part.purge_begun_at is not null) then purge_begun_at end,
              fences = case when held.status = 'failed' and fences = 'set' and (purge_begun_at is null
                  or not $10 and not exists (
                    select from orchestrator.deletion_jobs part
                    where part.parent_id = j.job_id and part.purge_begun_at is not null))
                then 'unwanted' else fences end,
              changed_by = 'orchestrator', changed_from = null, changed_why = $7, run_id = null, lease_until = null
            from held, (select count(*) from ended) as steps
            where j.job_id = held.job_id
            returning j.job_id
            """;

    private static final String CANCEL = "update orchestrator.deletion_jobs set " + SuspensionStore.WITHDRAWN + """
              , run_id = null, lease_until = null
            where job_id = $4 and run_id = $5 and status in ('pending', 'in_progress') and purge_begun_at is null
            returning job_id
            """;

    private final Pool pool;
    private final Clock clock;
    private final StatementTimeout timeout;
    private final Event<JobChanged> changes;

    RunJournal(Pool pool, Clock clock, StatementTimeout timeout, Event<JobChanged> changes) {
        this.pool = pool;
        this.clock = clock;
        this.timeout = timeout;
        this.changes = changes;
    }

    /**
     * The job is in progress, and the steps of its first phase are about to be called. Steps that it lacks are added,
     * those that did not complete are open again.
     *
     * @param steps of all phases, in order
     * @return whether it may; nothing is written down where a legal hold keeps it from deleting
     */
    public Uni<Boolean> begin(Lease lease, List<PlannedStep> steps) {
        Tuple values = held(lease)
                .addOffsetDateTime(now())
                .addJsonArray(JobRows.json(steps))
                .addString(steps.get(0).phase());
        return write(lease, BEGIN, values).map(RunJournal::free);
    }

    /**
     * Writes what one run comes to, in order, as much as there is in one statement.
     *
     * @param context the one thread that this is used on
     */
    public RunWriter writer(Lease lease, Executor context) {
        return new RunWriter(batch -> write(lease, batch), context);
    }

    private Uni<Boolean> write(Lease lease, RunWriter.Batch batch) {
        JsonArray answers = new JsonArray();
        batch.answers().forEach((phase, answer) -> answers.add(json(phase.phase(), answer)));
        Tuple values = held(lease)
                .addOffsetDateTime(now())
                .addJsonArray(answers)
                .addString(batch.phase())
                .addArrayOfString(batch.started().toArray(String[]::new))
                .addBoolean(batch.completesJob())
                .addBoolean(batch.phase() != null && Phases.isDeleting(batch.phase()));
        return write(lease, WRITE, values).map(RunJournal::free);
    }

    private static JsonObject json(String phase, StepResult answer) {
        return new JsonObject()
                .put("phase", phase)
                .put("service", answer.service())
                .put("status", answer.status().toString())
                .put("progress", answer.progress())
                .put("repeats", answer.repeats())
                .put("deleted_counts", counts(answer.deletedCounts()))
                .put("errors", new JsonArray(answer.errors()))
                .put("answer_lost", answer.effect() == StepResult.Effect.UNKNOWN)
                .put("job_counts", answer.jobCounts() == null ? null : counts(answer.jobCounts()))
                .put(
                        "evidence",
                        answer.evidence().equals(Evidence.NONE) ? null : JsonObject.mapFrom(answer.evidence()));
    }

    private static JsonObject counts(Map<String, Long> counts) {
        return new JsonObject(new LinkedHashMap<>(counts));
    }

    /** Ends an attempt that did not complete its job; what was not tried is skipped where the job has failed. */
    public Uni<Void> end(Lease lease, AttemptEnd end) {
        Obstacle obstacle = end.obstacle();
        Tuple values = held(lease)
                .addOffsetDateTime(now())
                .addString(end.status() == null ? null : end.status().toString())
                .addJsonArray(new JsonArray(end.errors()))
                .addString(obstacle == null ? null : obstacle.kind().toString())
                .addString(obstacle == null ? null : obstacle.detail())
                .addBoolean(end.progressed())
                .addOffsetDateTime(
                        end.nextAttemptAt() == null ? null : end.nextAttemptAt().atOffset(now().getOffset()))
                .addBoolean(end.begun());
        return write(lease, END, values).replaceWithVoid();
    }

    /**
     * The tenant service has refused at an attempt that has not begun: the job is cancelled as by
     * {@link SuspensionStore#refused}.
     */
    public Uni<Void> cancel(Lease lease, String why) {
        Tuple values = SuspensionStore.withdrawn(clock, why)
                .addUUID(lease.job().value())
                .addUUID(lease.run());
        return write(lease, CANCEL, values).replaceWithVoid();
    }

    private Uni<RowSet<Row>> write(Lease lease, String statement, Tuple values) {
        return timeout.bound(pool.preparedQuery(statement).execute(values)).invoke(rows -> {
            if (rows.size() == 0) {
                throw new LeaseLostException(lease);
            }
            changes.fire(new JobChanged(lease.job()));
        });
    }

    private static boolean free(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean("free");
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Tuple held(Lease lease) {
        return Tuple.of(lease.job().value(), lease.run());
    }
}
