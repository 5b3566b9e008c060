package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who runs which job. Leases are compared by the database's clock, because the clocks of replicas differ; whether a job
 * is due, by the application's, which can be moved. Everything fails with {@link StoreTimeoutException} rather than
 * wait for a database that does not answer.
 */
@ApplicationScoped
public class JobLeases {

    /** Whether a pending job may begin at $3. */
    private static final String MAY_BEGIN = """
            due_at <= $3 and hold in ('none', 'held') and approval in ('not_needed', 'approved')
            """;
    /** Whether the stop switch lets jobs begin and go on. */
    private static final String RELEASED = " not exists (select from orchestrator.deletion_control where paused) ";

    /** The lease of the run $1 for $2 seconds. */
    private static final String TAKE = " run_id = $1, lease_until = now() + make_interval(secs => $2) ";

    private static final String CLAIM_ANY =
            """
            update orchestrator.deletion_jobs set
            """ + TAKE + """
            where job_id = (
              select job_id from orchestrator.deletion_jobs
              where status in ('pending', 'in_progress') and (lease_until is null or lease_until < now())
                and kind = any($4) and
            """ + RELEASED + " and (status = 'in_progress' or (" + MAY_BEGIN + """
            ))
              order by due_at, created_at limit 1 for update skip locked)
            returning job_id, tenant_id, user_id, run_id
            """;
    private static final String BEGIN_NOW = """
            update orchestrator.deletion_jobs set
            """ + TAKE + """
            where job_id = $4 and status = 'pending' and run_id is null and
            """ + RELEASED + " and " + MAY_BEGIN + """
            returning run_id
            """;
    private static final String REOPEN = """
            with reopened as (
              update orchestrator.deletion_jobs set status = 'in_progress', completed_at = null, expected = null,
                changed_by = $4, changed_from = $5, changed_why = $6, changed_via = $7,
                run_id = case when
            """ + RELEASED + """
                then $1::uuid end, lease_until = case when $1::uuid is not null and
            """ + RELEASED + """
                then now() + make_interval(secs => $2) end
              where job_id = $3 and status = 'failed'
              returning job_id, run_id),
            steps as (
              update orchestrator.deletion_steps s set status = 'pending', completed_at = null
              from reopened where s.job_id = reopened.job_id and s.status <> 'completed')
            select run_id from reopened
            """;
    private static final String RENEW = """
            update orchestrator.deletion_jobs set lease_until = now() + make_interval(secs => $2)
            where run_id = any($1) and status in ('pending', 'in_progress')
            returning job_id, tenant_id, user_id, run_id
            """;
    private static final String RELEASE = """
            update orchestrator.deletion_jobs set run_id = null, lease_until = null
            where run_id = any($1) and status in ('pending', 'in_progress')
            """;

    private final Pool pool;
    private final JobsConfig config;
    private final Patience patience;
    private final Clock clock;

    JobLeases(Pool pool, JobsConfig config, Patience patience, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Takes the job that is due longest and that nobody runs: never begun, released, or left behind by a crash.
     *
     * @param kinds only these
     */
    public Uni<Optional<Lease>> claimAny(Collection<JobKind> kinds) {
        String[] names = kinds.stream().map(JobKind::toString).toArray(String[]::new);
        Tuple values = Tuple.of(UUID.randomUUID(), config.leaseSeconds(), now(), names);
        return execute(CLAIM_ANY, values)
                .map(rows -> JobRows.leases(rows).stream().findFirst());
    }

    /** Takes this job if it may begin now. */
    public Uni<Granted> beginNow(JobId job) {
        Tuple values = Tuple.of(UUID.randomUUID(), config.leaseSeconds(), now(), job.value());
        return execute(BEGIN_NOW, values).map(JobRows::granted);
    }

    /**
     * Puts a failed job back in progress; steps that completed stay so. Whoever retries has seen what changed: it is
     * not compared again.
     *
     * @param run the run that will go on with it at once, or null to leave it to whoever has room
     * @return fails with a unique violation where the tenant or user has another open job
     */
    public Uni<Granted> reopen(JobId job, UUID run, Cause cause) {
        Tuple values = Tuple.tuple()
                .addUUID(run)
                .addDouble(config.leaseSeconds())
                .addUUID(job.value())
                .addString(cause.by())
                .addString(cause.from())
                .addString(cause.why())
                .addString(cause.via());
        return execute(REOPEN, values).map(JobRows::granted);
    }

    /** Prolongs leases; answers those that are still held. */
    public Uni<List<Lease>> renew(Collection<UUID> runs) {
        return execute(RENEW, Tuple.of(runs.toArray(UUID[]::new), config.leaseSeconds()))
                .map(JobRows::leases);
    }

    /** Gives leases back, so that any replica can go on at once. */
    public Uni<Void> release(Collection<UUID> runs) {
        return execute(RELEASE, Tuple.tuple().addArrayOfUUID(runs.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple values) {
        return patience.bound(pool.preparedQuery(statement).execute(values));
    }
}
