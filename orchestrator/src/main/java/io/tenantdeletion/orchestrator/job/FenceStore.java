package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Fences that services have set for jobs that come to nothing, at least for now. One replica at a time lifts those of a
 * job, and none while a run of any job of the same tenant or user is under way, which may want them.
 */
@ApplicationScoped
public class FenceStore {

    /** In an update: the job is over and has deleted nothing, so its fences are to be lifted. Ends with a comma. */
    static final String NOT_ANY_MORE =
            "fences = case when fences in ('set', 'lifted') then 'unwanted' else fences end, fences_tried_at = null, ";

    /** Seconds for which whoever lifts fences is left alone; after a crash somebody else does it then. */
    private static final double TURN = 15;

    private static final int AT_ONCE = 20;

    private static final String CLAIM = """
            with claimed as (
              update orchestrator.deletion_jobs j set fences_until = now() + make_interval(secs => $1)
              where job_id in (
                  select job_id from orchestrator.deletion_jobs
                  where fences = 'unwanted' and ($2::uuid is null or job_id = $2)
                    and (fences_until is null or fences_until < now())
                    and (fences_tried_at is null or fences_tried_at < now() - make_interval(secs => $3))
                  order by fences_tried_at nulls first limit $4 for update skip locked)
                and not exists (
                  select from orchestrator.deletion_jobs other
                  where (other.tenant_id = j.tenant_id or other.user_id = j.user_id) and other.run_id is not null)
              returning job_id)
            """ + JobRows.SELECT_JOB + "where j.job_id in (select job_id from claimed)";
    private static final String LIFTED = """
            update orchestrator.deletion_jobs set fences = 'lifted', fences_until = null, changed_by = 'orchestrator',
              changed_from = null, changed_why = null
            where job_id = $1 and fences = 'unwanted'
            """;
    private static final String IN_VAIN = """
            update orchestrator.deletion_jobs set fences_until = null, fences_tried_at = now()
            where job_id = $1 and fences = 'unwanted'
            """;
    private static final String UNDER_WAY = """
            select from orchestrator.deletion_jobs
            where (tenant_id = $1 or user_id = $1) and fences = 'unwanted' and fences_until > now()
            """;

    private final Pool pool;
    private final JobsConfig config;
    private final StatementTimeout timeout;

    FenceStore(Pool pool, JobsConfig config, StatementTimeout timeout) {
        this.pool = pool;
        this.config = config;
        this.timeout = timeout;
    }

    /** The job, where its fences are to be lifted and nobody does; for a while nobody else is given it. */
    public Uni<List<DeletionJob>> claim(JobId job) {
        return claim(job.value());
    }

    /** All such jobs, a few at a time. */
    public Uni<List<DeletionJob>> claimAny() {
        return claim((UUID) null);
    }

    private Uni<List<DeletionJob>> claim(UUID job) {
        double pause = config.suspensionRetryEvery().toMillis() / 1000.0;
        return execute(CLAIM, Tuple.of(TURN, job, pause, AT_ONCE)).map(JobRows::jobs);
    }

    /** Its services let rows in again. */
    public Uni<Void> lifted(JobId job) {
        return execute(LIFTED, Tuple.of(job.value())).replaceWithVoid();
    }

    /** Somebody could not be told; it is tried again after a while. */
    public Uni<Void> triedInVain(JobId job) {
        return execute(IN_VAIN, Tuple.of(job.value())).replaceWithVoid();
    }

    /** Whether fences of this tenant or user are being lifted at this moment. */
    public Uni<Boolean> areBeingLifted(Subject subject) {
        return execute(UNDER_WAY, Tuple.of(subject.id())).map(rows -> rows.size() > 0);
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple values) {
        return timeout.bound(pool.preparedQuery(statement).execute(values));
    }
}
