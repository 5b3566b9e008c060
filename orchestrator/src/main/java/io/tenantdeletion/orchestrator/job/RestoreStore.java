package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which deletions are undone, and whose restore logs are to be destroyed; each by one compare-and-set. */
@ApplicationScoped
public class RestoreStore {

    /** Seconds for which whoever destroys a key is left alone; after a crash somebody else does it then. */
    private static final double TURN = 60;

    private static final int AT_ONCE = 20;

    /** What forbids that a restore log is destroyed although its time is over; of a row {@code j}. */
    private static final String NOT_FORBIDDEN =
            " orchestrator.may_delete(j.job_id) and orchestrator.held_since(j.job_id) is null ";

    private static final String RESTORE = """
            update orchestrator.deletion_jobs set status = 'in_progress', undo = 'restore', undo_at = $8, completed_at = null, pauses = 0,
              next_attempt_at = null, changed_by = $4, changed_from = $5, changed_why = $6, changed_via = $7,
              run_id = $1, lease_until = case when $1::uuid is not null then now() + make_interval(secs => $2) end
            where job_id = $3 and status = 'completed' and undo = 'none' and restore_log = 'kept'
              and restore_until > $8 and without_restore_log = '{}'
            returning run_id
            """;

    /** Of what went along with a user, and did not come back yet; what is being undone is met again. */
    private static final String PARTS = JobRows.SELECT_JOB + """
            where j.parent_id = $1 and j.job_id > $2
              and (j.status = 'completed' or j.undo <> 'none' and j.status <> 'restored')
            order by j.job_id limit $3""";

    private static final String PARTS_RESTORED = """
            select count(*) as parts from orchestrator.deletion_jobs part
            where part.parent_id = $1 and part.status = 'restored'""";

    private static final String PARTS_THAT_STAY = """
            select part.job_id from orchestrator.deletion_jobs part
            where part.parent_id = $1 and part.status = 'completed'
              and (part.restore_log <> 'kept' or part.restore_until <= $2 or part.without_restore_log <> '{}')
            order by 1 limit $3""";

    /** Over: of a completed deletion its window, of one that has failed as long as services keep their logs at most. */
    private static final String CLAIM =
            """
            with over as (
              update orchestrator.deletion_jobs j set restore_log = 'destroying', restore_tried_at = now(),
                changed_by = 'orchestrator', changed_from = null, changed_why = null
              where job_id in (
                select j.job_id from orchestrator.deletion_jobs j
                where j.restore_log in ('kept', 'destroying') and j.run_id is null
                  and (j.restore_tried_at is null or j.restore_tried_at < now() - make_interval(secs => $1))
                  and (j.status in ('cancelled', 'restored', 'rolled_back')
                    or j.status = 'completed' and j.restore_until <= $2
                    or j.status = 'failed' and j.completed_at + make_interval(secs => $3) <= $2)
                  -- The whole comes back, or is to: it needs its parts.
                  and not exists (
                    select from orchestrator.deletion_jobs whole
                    where whole.job_id = j.parent_id and whole.undo <> 'none' and whole.status in ('in_progress', 'failed'))
                  and """ + NOT_FORBIDDEN + """
                order by j.restore_until nulls first limit $4 for update skip locked)
              returning job_id)
            """ + JobRows.SELECT_JOB + "where j.job_id in (select job_id from over)";

    private static final String DESTROYED = """
            update orchestrator.deletion_jobs set restore_log = 'destroyed', restore_tried_at = null,
              changed_by = 'orchestrator', changed_from = null, changed_why = null
            where job_id = $1 and restore_log = 'destroying'
            """;
    private static final String COUNT = """
            select (select count(*) from orchestrator.deletion_jobs where undo <> 'none' and status = 'failed') as failed,
              (select coalesce(extract(epoch from $1 - min(j.restore_until)), 0)::float8 from orchestrator.deletion_jobs j
               where j.restore_log in ('kept', 'destroying') and j.restore_until <= $1 and j.status = 'completed'
                 and orchestrator.held_since(j.job_id) is null) as overdue
            """;
    /**
     * A job that has ended and has no restore log; one that is not known, where no service keeps a log of it any more.
     */
    private static final String ORPHANS = """
            select k.job_id from unnest($1::uuid[], $2::timestamptz[]) k (job_id, created_at)
            left join orchestrator.deletion_jobs j on j.job_id = k.job_id
            where case when j.job_id is null then k.created_at < $3
              else j.restore_log in ('none', 'destroyed') and j.run_id is null
                and j.status in ('completed', 'cancelled', 'restored', 'rolled_back') end
            """;

    private final Pool pool;
    private final JobsConfig jobs;
    private final RestoreConfig config;
    private final StatementTimeout timeout;
    private final Clock clock;
    private final Event<JobChanged> changes;

    RestoreStore(
            Pool pool,
            JobsConfig jobs,
            RestoreConfig config,
            StatementTimeout timeout,
            Clock clock,
            Event<JobChanged> changes) {
        this.pool = pool;
        this.jobs = jobs;
        this.config = config;
        this.timeout = timeout;
        this.clock = clock;
        this.changes = changes;
    }

    /** How long services keep their restore logs at most: longer than the window, for a job that goes on for long. */
    public Duration longest() {
        return config.window().plus(jobs.giveUpAfter());
    }

    /**
     * Puts a completed deletion back in progress, to be undone.
     *
     * @param run the run that will do so at once, or null to leave it to whoever has room
     * @return fails with a unique violation where the tenant has another open job
     */
    public Uni<TransitionResult> restore(JobId job, UUID run, AuditContext auditContext) {
        Tuple values = Tuple.tuple()
                .addUUID(run)
                .addDouble(jobs.leaseSeconds())
                .addUUID(job.value())
                .addString(auditContext.by())
                .addString(auditContext.from())
                .addString(auditContext.why())
                .addString(auditContext.via())
                .addOffsetDateTime(OffsetDateTime.now(clock));
        return execute(RESTORE, values).map(JobRows::transition).invoke(() -> changes.fire(new JobChanged(job)));
    }

    /**
     * Jobs of tenants that went along with a user, and are to come back; in the order of their ids.
     *
     * @param after the last one of the page before, or null
     */
    public Uni<List<DeletionJob>> partsOf(JobId whole, JobId after, int limit) {
        UUID last = after == null ? new UUID(0, 0) : after.value();
        return execute(PARTS, Tuple.of(whole.value(), last, limit)).map(JobRows::jobs);
    }

    /** How many of them are back, whoever has seen to it. */
    public Uni<Long> partsRestored(JobId whole) {
        return execute(PARTS_RESTORED, Tuple.of(whole.value()))
                .map(rows -> rows.iterator().next().getLong("parts"));
    }

    /** Of those, some that cannot be undone any more. */
    public Uni<List<JobId>> partsThatStay(JobId whole) {
        return execute(PARTS_THAT_STAY, Tuple.of(whole.value(), OffsetDateTime.now(clock), AT_ONCE))
                .map(rows -> rows.stream()
                        .map(row -> new JobId(row.getUUID("job_id")))
                        .toList());
    }

    /** Jobs whose keys are to be destroyed now; for a while nobody else is given the same. */
    public Uni<List<DeletionJob>> claimOver() {
        return execute(
                        CLAIM,
                        Tuple.of(TURN, OffsetDateTime.now(clock), longest().toMillis() / 1000.0, AT_ONCE))
                .map(JobRows::jobs);
    }

    /** The job's key is destroyed; whether that was not known before. */
    public Uni<Boolean> destroyed(JobId job) {
        return execute(DESTROYED, Tuple.of(job.value()))
                .map(rows -> rows.rowCount() == 1)
                .invoke(() -> changes.fire(new JobChanged(job)));
    }

    /** How many deletions could not be undone, and whether restore logs are kept for too long. */
    public Uni<Undone> count() {
        return execute(COUNT, Tuple.of(OffsetDateTime.now(clock))).map(rows -> {
            Row row = rows.iterator().next();
            return new Undone(row.getLong("failed"), row.getDouble("overdue"));
        });
    }

    /** Those among keys, by their jobs, that nothing can be restored with and that nobody will ask for. */
    public Uni<List<JobId>> orphans(Map<JobId, OffsetDateTime> keys) {
        Tuple values = Tuple.of(
                keys.keySet().stream().map(JobId::value).toArray(UUID[]::new),
                keys.values().toArray(OffsetDateTime[]::new),
                OffsetDateTime.now(clock).minus(longest()));
        return execute(ORPHANS, values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new JobId(row.getUUID("job_id")))
                        .toList());
    }

    /**
     * What is counted of all jobs.
     *
     * @param failed deletions that could not be undone, and wait for a person
     * @param overdue seconds since the first restore log should have been destroyed; 0 where there is none
     */
    public record Undone(long failed, double overdue) {

        /** Nothing. */
        public static final Undone NONE = new Undone(0, 0);
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple values) {
        return timeout.bound(pool.preparedQuery(statement).execute(values));
    }
}
