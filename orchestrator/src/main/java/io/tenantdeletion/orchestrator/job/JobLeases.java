package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Who runs which job. Leases are compared by the database's clock, because the clocks of replicas differ; whether a job
 * is due, by the application's, which can be moved. Everything fails with {@link StoreTimeoutException} rather than
 * wait for a database that does not answer.
 */
@ApplicationScoped
public class JobLeases {

    /** Whether it is time for a pending job at $3. */
    private static final String DUE = " due_at <= $3 and released and approval in ('not_needed', 'approved') ";

    private static final String SUSPENDED = " suspension in ('none', 'suspended') ";
    /** Deletions are not stopped, nor is this one by a legal hold; or it is undone. */
    private static final String RELEASED =
            " (undo <> 'none' or not exists (select from orchestrator.deletion_control where paused)"
                    + " and orchestrator.held_since(job_id) is null) ";

    private static final String TAKE = " run_id = $1, lease_until = now() + make_interval(secs => $2) ";

    private static final String CLAIM =
            """
            with next as materialized (
              select job_id from orchestrator.deletion_jobs
              where status in ('pending', 'in_progress') and (lease_until is null or lease_until < now())
                and (next_attempt_at is null or next_attempt_at <= $3) and kind = $4 and
            """ + RELEASED + " and (status = 'in_progress' or (" + SUSPENDED + " and " + DUE + """
            ))
              order by due_at, created_at limit $1 for update skip locked)
            update orchestrator.deletion_jobs j set run_id = gen_random_uuid(),
              lease_until = now() + make_interval(secs => $2)
            from next where j.job_id = next.job_id
            returning j.job_id, tenant_id, user_id, run_id
            """;
    private static final String BEGIN_NOW = "update orchestrator.deletion_jobs set " + TAKE + """
            where job_id = $4 and status = 'pending' and run_id is null and
            """ + RELEASED + " and "
            + SUSPENDED + " and " + DUE + " returning run_id";
    private static final String BEGIN_SUSPENDED = "update orchestrator.deletion_jobs set suspension = 'suspended', "
            + "run_id = case when " + RELEASED + " and " + DUE + " then $1::uuid end, "
            + "lease_until = case when $1::uuid is not null and " + RELEASED + " and " + DUE + """
            then now() + make_interval(secs => $2) end
            where job_id = $4 and status = 'pending' and run_id is null and suspension = 'wanted'
              and suspension_token = $5
            returning run_id
            """;
    /** Parts are locked first, as where their whole is cancelled. */
    private static final String REOPEN = """
            with mine as materialized (select job_id from orchestrator.deletion_jobs
              where parent_id = $3 and taken_back for update),
            reopened as (
            update orchestrator.deletion_jobs set status = case status when 'failed' then 'in_progress' else status end,
              completed_at = null, taken_back = false, expected = coalesce($8::jsonb, expected), preview_token_id = coalesce($9, preview_token_id),
              next_attempt_at = null, pauses = 0, waiting_for = null, waiting_since = null, waiting_detail = null,
              suspension_token = orchestrator.next_suspension_token(),
              changed_by = $4, changed_from = $5, changed_why = $6, changed_via = $7,
              run_id = case when
            """ + RELEASED + """
                then $1::uuid end, lease_until = case when $1::uuid is not null and
            """ + RELEASED + """
                then now() + make_interval(secs => $2) end
            where job_id = $3 and run_id is null
              and (status = 'failed' or (status in ('pending', 'in_progress') and next_attempt_at is not null))
              and (waiting_for is distinct from 'drifted' or $9::uuid is not null)
              and (select count(*) from mine) >= 0
            returning job_id, run_id),
            -- Whoever has it tried again wants all of it.
            parts as (update orchestrator.deletion_jobs set taken_back = false
              where parent_id = (select job_id from reopened) and taken_back)
            select run_id from reopened
            """;

    /** A job that somebody else has locked holds up no other one; it keeps the lease that it has, while that lasts. */
    private static final String RENEW = """
            with free as materialized (
              select job_id from orchestrator.deletion_jobs
              where run_id = any($1) and status in ('pending', 'in_progress') for no key update skip locked),
            renewed as (
              update orchestrator.deletion_jobs j set lease_until = now() + make_interval(secs => $2)
              from free where j.job_id = free.job_id
              returning j.job_id, tenant_id, user_id, run_id)
            select job_id, tenant_id, user_id, run_id from renewed
            union
            select job_id, tenant_id, user_id, run_id from orchestrator.deletion_jobs
            where run_id = any($1) and status in ('pending', 'in_progress') and lease_until > now()
            """;

    private static final String RELEASE = """
            update orchestrator.deletion_jobs set run_id = null, lease_until = null
            where run_id = any($1) and status in ('pending', 'in_progress')
            """;

    private final Pool pool;
    private final JobsConfig config;
    private final StatementTimeout timeout;
    private final Clock clock;
    private final Event<JobChanged> changes;

    JobLeases(Pool pool, JobsConfig config, StatementTimeout timeout, Clock clock, Event<JobChanged> changes) {
        this.pool = pool;
        this.config = config;
        this.timeout = timeout;
        this.clock = clock;
        this.changes = changes;
    }

    /**
     * Takes the jobs that are due longest and that nobody runs: never begun, released, left behind by a crash, or to be
     * tried again.
     *
     * @param most how many at most
     */
    public Uni<List<Lease>> claim(SubjectKind kind, int most) {
        Tuple values = Tuple.of(most, config.leaseSeconds(), now(), kind.toString());
        return execute(CLAIM, values)
                .map(JobRows::leases)
                .invoke(claimed -> claimed.forEach(lease -> changes.fire(new JobChanged(lease.job()))));
    }

    /**
     * Takes this job if it may begin now.
     *
     * @param run the run that would begin it
     */
    public Uni<TransitionResult> beginNow(JobId job, UUID run) {
        Tuple values = Tuple.of(run, config.leaseSeconds(), now(), job.value());
        return changing(job, BEGIN_NOW, values);
    }

    /**
     * Writes down that the tenant is suspended, and takes the job if it may begin now.
     *
     * @param run the run that would begin it, or null where this process has no room
     */
    public Uni<TransitionResult> beginSuspended(DeletionJob job, UUID run) {
        Tuple values = Tuple.of(
                run, config.leaseSeconds(), now(), job.id().value(), job.start().token());
        return changing(job.id(), BEGIN_SUSPENDED, values);
    }

    /**
     * Puts a failed job back in progress, or ends the pause of one that waits to be tried again.
     *
     * @param run the run that will go on with it at once, or null to leave it to whoever has room
     * @param confirmed what the requester saw and confirmed anew, with the preview token; or nothing. A job that failed
     *     because of a drift is not reopened without.
     * @return fails with a unique violation where the tenant or user has another open job
     */
    public Uni<TransitionResult> reopen(JobId job, UUID run, AuditContext auditContext, Reconfirmation confirmed) {
        Tuple values = Tuple.tuple()
                .addUUID(run)
                .addDouble(config.leaseSeconds())
                .addUUID(job.value())
                .addString(auditContext.by())
                .addString(auditContext.from())
                .addString(auditContext.why())
                .addString(auditContext.via())
                .addJsonObject(JobRows.json(confirmed.seen()))
                .addUUID(confirmed.token());
        return changing(job, REOPEN, values);
    }

    /** Prolongs leases, but for those of jobs that are locked; answers those that are still held. */
    public Uni<List<Lease>> renew(Collection<UUID> runs) {
        return execute(RENEW, Tuple.of(runs.toArray(UUID[]::new), config.leaseSeconds()))
                .map(JobRows::leases);
    }

    /** Gives leases back, so that any replica can go on at once. */
    public Uni<Void> release(Collection<UUID> runs) {
        return execute(RELEASE, Tuple.tuple().addArrayOfUUID(runs.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private Uni<TransitionResult> changing(JobId job, String statement, Tuple values) {
        return execute(statement, values).map(JobRows::transition).invoke(() -> changes.fire(new JobChanged(job)));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple values) {
        return timeout.bound(pool.preparedQuery(statement).execute(values));
    }
}
