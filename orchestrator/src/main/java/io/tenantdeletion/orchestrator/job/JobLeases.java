package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who runs which job. Leases are compared by the database's clock, because the clocks of replicas differ. Everything
 * fails with {@link StoreTimeoutException} rather than wait for a database that does not answer.
 */
@ApplicationScoped
public class JobLeases {

    private static final String CLAIM_ANY = """
            update orchestrator.deletion_jobs set run_id = $1, lease_until = now() + make_interval(secs => $2)
            where job_id = (
              select job_id from orchestrator.deletion_jobs
              where status in ('pending', 'in_progress') and (lease_until is null or lease_until < now())
              order by created_at limit 1 for update skip locked)
            returning job_id, tenant_id, run_id
            """;
    private static final String REOPEN = """
            with reopened as (
              update orchestrator.deletion_jobs set status = 'in_progress', completed_at = null, run_id = $2,
                lease_until = case when $2::uuid is null then null else now() + make_interval(secs => $3) end
              where job_id = $1 and status = 'failed'
              returning job_id),
            steps as (
              update orchestrator.deletion_steps s set status = 'pending', completed_at = null
              from reopened where s.job_id = reopened.job_id and s.status <> 'completed')
            select job_id from reopened
            """;
    private static final String RENEW = """
            update orchestrator.deletion_jobs set lease_until = now() + make_interval(secs => $2)
            where run_id = any($1) and status in ('pending', 'in_progress')
            returning job_id, tenant_id, run_id
            """;
    private static final String RELEASE = """
            update orchestrator.deletion_jobs set run_id = null, lease_until = null
            where run_id = any($1) and status in ('pending', 'in_progress')
            """;

    private final Pool pool;
    private final JobsConfig config;
    private final Patience patience;

    JobLeases(Pool pool, JobsConfig config, Patience patience) {
        this.pool = pool;
        this.config = config;
        this.patience = patience;
    }

    /** Takes the oldest open job that nobody runs: never begun, released, or left behind by a crash. */
    public Uni<Optional<Lease>> claimAny() {
        return execute(CLAIM_ANY, Tuple.of(UUID.randomUUID(), config.leaseSeconds()))
                .map(rows -> JobRows.leases(rows).stream().findFirst());
    }

    /**
     * Puts a failed job back in progress; steps that completed stay so.
     *
     * @param run the run that will go on with it at once, or null to leave it to whoever has room
     * @return whether the job was failed; fails with a unique violation where the tenant has another open job
     */
    public Uni<Boolean> reopen(JobId job, UUID run) {
        return execute(REOPEN, Tuple.of(job.value(), run, config.leaseSeconds()))
                .map(rows -> rows.size() == 1);
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

    private Uni<RowSet<Row>> execute(String statement, Tuple values) {
        return patience.bound(pool.preparedQuery(statement).execute(values));
    }
}
