package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Decisions about a job that has not begun. Each is one compare-and-set, so that of two at once one counts. */
@ApplicationScoped
public class JobDecisions {

    private static final String ENDED = "status = 'cancelled', completed_at = $2, run_id = null, lease_until = null, "
            + "waiting_for = null, waiting_since = null, waiting_detail = null, next_attempt_at = null, "
            + FenceStore.NOT_ANY_MORE
            + SuspensionStore.NOT_ANY_MORE;
    private static final String CAUSED = caused("$5");
    private static final String END = end(CAUSED);
    // Why is said of the whole, and about its user.
    private static final String END_PART = end(caused("'part of job ' || parent_id"));
    private static final String NOT_BEGUN = " and run_id is null and purge_begun_at is null ";
    // Parts are locked first: one that is being claimed keeps the whole from being cancelled.
    // A failed one stays as it is where its tenant has had another job since.
    private static final String CANCEL = "with mine as materialized (select run_id, purge_begun_at"
            + " from orchestrator.deletion_jobs where parent_id = $1 for update), whole as (" + END
            + "where job_id = $1 and status in ('pending', 'in_progress', 'failed')" + NOT_BEGUN
            + "and not exists (select from mine where run_id is not null or purge_begun_at is not null) returning job_id),"
            + " parts as (" + END_PART + "where parent_id = (select job_id from whole)"
            + " and status in ('pending', 'in_progress', 'failed')" + NOT_BEGUN
            + "and (status <> 'failed' or not exists (select from orchestrator.deletion_jobs later"
            + " where later.tenant_id = deletion_jobs.tenant_id and later.created_at > deletion_jobs.created_at))"
            + " returning job_id) select job_id from whole";
    private static final String ABORT = """
            with aborted as (
              update orchestrator.deletion_jobs set status = 'failed', taken_back = true, completed_at = $2, run_id = null,
                lease_until = null, waiting_for = 'refused', waiting_since = $2, waiting_detail = $7,
                next_attempt_at = null, error_log = error_log || $8::jsonb,
                fences = case when purge_begun_at is null and fences in ('set', 'lifted') then 'unwanted' else fences end
            """ + CAUSED + """
              where job_id = $1 and status = 'in_progress' returning job_id),
            stopped as (
              update orchestrator.deletion_steps s
              set status = case s.status when 'in_progress' then 'failed' else 'skipped' end, completed_at = $2,
                errors = jsonb_build_array(case s.status when 'in_progress' then 'aborted: ' || $7
                  else 'skipped: ' || $7 end),
                -- Nobody will hear the answer to the call that is under way.
                counts_may_be_low = s.counts_may_be_low
                  or s.status = 'in_progress' and s.phase not in ('prepare', 'verify')
              from aborted where s.job_id = aborted.job_id and s.status in ('pending', 'in_progress'))
            select job_id from aborted
            """;
    private static final String CANCEL_PARTS = END + "where parent_id = $1 and status = 'pending'" + NOT_BEGUN;
    private static final String LEAVE_OUT = """
            with missing as (
              -- Said once, of the step that would delete; where the service has done that before, of the first one.
              select phase, row_number() over (
                order by phase in ('prepare', 'verify', 'external_data'), position, phase) = 1 as said
              from orchestrator.deletion_steps
              where job_id = $1 and service = $5 and status not in ('completed', 'left_out'))
            update orchestrator.deletion_steps s set status = 'left_out', completed_at = $2, errors = '[]',
              left_out_by = case when said then $3 end, left_out_reason = case when said then $4 end
            from missing, orchestrator.deletion_jobs j
            where s.job_id = $1 and j.job_id = $1 and s.service = $5 and s.phase = missing.phase
              and s.status not in ('completed', 'left_out')
              and j.status in ('pending', 'in_progress', 'failed') and j.run_id is null
            """;
    private static final String AWAITING = """
            where job_id = $1 and status = 'pending' and approval = 'waiting' and approval_until > $2
              and initiated_by is distinct from $7
            """;
    private static final String APPROVE = """
            update orchestrator.deletion_jobs set approval = 'approved', approval_by = $3, approval_reason = $5
            """ + CAUSED + AWAITING;
    private static final String REJECT = """
            update orchestrator.deletion_jobs set approval = 'rejected', approval_by = $3, approval_reason = $5,
              taken_back = true,
            """ + ENDED + CAUSED + AWAITING;
    private static final String ENDED_BY_ITSELF = """
            changed_by = 'orchestrator', changed_from = null, changed_why = $1, completed_at = $2, status = 'cancelled',
              run_id = null, lease_until = null, waiting_for = null, waiting_since = null, waiting_detail = null, next_attempt_at = null,
            """ + SuspensionStore.NOT_ANY_MORE;
    private static final String EXPIRE =
            "update orchestrator.deletion_jobs set approval = 'expired', taken_back = true, " + ENDED_BY_ITSELF + """
            where status = 'pending' and approval = 'waiting' and approval_until <= $2
            """;
    private static final String END_ORPHANS = "update orchestrator.deletion_jobs set " + ENDED_BY_ITSELF + """
            where status = 'pending' and parent_id is not null and exists (select from orchestrator.deletion_jobs whole
              where whole.job_id = deletion_jobs.parent_id and whole.status in ('completed', 'cancelled'))
            """;
    private static final String RELEASE =
            """
            update orchestrator.deletion_jobs set due_at = least(due_at, $2), released = true, disregarded = $7
            """ + CAUSED + "where job_id = $1 and status = 'pending' and (due_at > $2 or not released)";

    private final Pool pool;
    private final Clock clock;
    private final Event<JobChanged> changes;

    JobDecisions(Pool pool, Clock clock, Event<JobChanged> changes) {
        this.pool = pool;
        this.clock = clock;
        this.changes = changes;
    }

    /** Ends a job that has not begun, with its parts; whether it had not. */
    public Uni<Boolean> cancel(JobId job, AuditContext auditContext) {
        return change(CANCEL, caused(job, auditContext));
    }

    /** Lets a job that awaits approval begin when it is due; whether this decision counts. */
    public Uni<Boolean> approve(JobId job, AuditContext auditContext, UUID decider) {
        return change(APPROVE, caused(job, auditContext).addUUID(decider));
    }

    /** Ends a job that awaits approval; whether this decision counts. */
    public Uni<Boolean> reject(JobId job, AuditContext auditContext, UUID decider) {
        return change(REJECT, caused(job, auditContext).addUUID(decider));
    }

    /** Ends all jobs that have awaited approval for too long; how many. */
    public Uni<Integer> expire() {
        Tuple values = Tuple.of("nobody approved it in time", now());
        return pool.preparedQuery(EXPIRE).execute(values).map(rows -> rows.rowCount());
    }

    /** Ends pending parts of jobs that have ended: their tenants have somebody else by now. */
    public Uni<Integer> endOrphans() {
        Tuple values = Tuple.of("it need not go along any more", now());
        return pool.preparedQuery(END_ORPHANS).execute(values).map(rows -> rows.rowCount());
    }

    /**
     * Has a pending job begin now.
     *
     * @param disregarded owners and admins of its tenant who do not count
     */
    public Uni<Boolean> release(JobId job, List<UserId> disregarded, AuditContext auditContext) {
        UUID[] users = disregarded.stream().map(UserId::value).toArray(UUID[]::new);
        return change(RELEASE, caused(job, auditContext).addArrayOfUUID(users));
    }

    /**
     * Stops a running job for good, until somebody retries it: its run can write nothing any more.
     *
     * @return whether it was in progress
     */
    public Uni<Boolean> abort(JobId job, AuditContext auditContext) {
        String detail = "a platform admin aborted it";
        return change(
                ABORT,
                caused(job, auditContext)
                        .addString(detail)
                        .addJsonArray(JsonArray.of(clock.instant() + " aborted: " + detail)));
    }

    /** Ends pending jobs that are part of one that will not run. */
    public Uni<Void> cancelPartsOf(JobId whole, AuditContext auditContext) {
        return pool.preparedQuery(CANCEL_PARTS)
                .execute(caused(whole, auditContext))
                .replaceWithVoid();
    }

    /**
     * A service's steps are not waited for.
     *
     * @return whether there was such a step of a job that nobody runs now
     */
    public Uni<Boolean> leaveOut(JobId job, String service, AuditContext auditContext) {
        Tuple values = Tuple.of(job.value(), now(), auditContext.by(), auditContext.why(), service);
        return pool.preparedQuery(LEAVE_OUT).execute(values).map(rows -> {
            changes.fire(new JobChanged(job));
            return rows.rowCount() > 0;
        });
    }

    private Tuple caused(JobId job, AuditContext auditContext) {
        return Tuple.tuple()
                .addUUID(job.value())
                .addOffsetDateTime(now())
                .addString(auditContext.by())
                .addString(auditContext.from())
                .addString(auditContext.why())
                .addString(auditContext.via());
    }

    private Uni<Boolean> change(String statement, Tuple values) {
        return pool.preparedQuery(statement).execute(values).map(rows -> {
            changes.fire(new JobChanged(new JobId(values.getUUID(0))));
            return rows.rowCount() == 1;
        });
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static String caused(String why) {
        return ", changed_by = $3, changed_from = $4, changed_why = " + why + ", changed_via = $6 ";
    }

    private static String end(String caused) {
        return "update orchestrator.deletion_jobs set " + ENDED + ", taken_back = $3::text <> 'orchestrator'" + caused;
    }
}
