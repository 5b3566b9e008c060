package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

/** What the tenant service was told about jobs, or is still to be told. */
@ApplicationScoped
public class JobHolds {

    private static final int AT_ONCE = 20;

    private static final String HELD =
            "update orchestrator.deletion_jobs set hold = 'held' where job_id = $1 and hold = 'wanted'";
    private static final String LIFTED =
            "update orchestrator.deletion_jobs set hold = 'none' where job_id = $1 and hold = 'unwanted'";
    private static final String REFUSED = """
            update orchestrator.deletion_jobs set status = 'cancelled', hold = 'none', completed_at = $2,
              preview_token_id = null, idempotency_scope = null, idempotency_key = null, request_hash = null,
              error_log = error_log || $3, changed_by = 'orchestrator', changed_from = null, changed_why = $4
            where job_id = $1 and hold = 'wanted' and status = 'pending'
            """;
    private static final String UNTOLD = """
            with untold as (
              update orchestrator.deletion_jobs set hold_tried_at = $1 where job_id in (
                select job_id from orchestrator.deletion_jobs
                where hold in ('wanted', 'unwanted') and (hold_tried_at is null or hold_tried_at < $2)
                order by hold_tried_at nulls first limit $3 for update skip locked)
              returning job_id)
            """ + JobRows.SELECT_JOB + "where j.job_id in (select job_id from untold)";

    private final Pool pool;
    private final JobsConfig config;
    private final Patience patience;
    private final Clock clock;

    JobHolds(Pool pool, JobsConfig config, Patience patience, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.patience = patience;
        this.clock = clock;
    }

    /** The tenant service has agreed. */
    public Uni<Void> held(JobId job) {
        return execute(HELD, Tuple.of(job.value()));
    }

    /** The tenant service knows that the job will not run. */
    public Uni<Void> lifted(JobId job) {
        return execute(LIFTED, Tuple.of(job.value()));
    }

    /** The tenant service has refused: the job is cancelled, and its idempotency key is free again. */
    public Uni<Void> refused(JobId job, String why) {
        Tuple values = Tuple.of(job.value(), now(), JsonArray.of(clock.instant() + " not started: " + why), why);
        return execute(REFUSED, values);
    }

    /** Some jobs the tenant service is to be told about, and that nobody tried to tell of lately. */
    public Uni<List<DeletionJob>> untold() {
        OffsetDateTime now = now();
        Tuple values = Tuple.of(now, now.minus(config.holdRetryEvery()), AT_ONCE);
        return patience.bound(pool.preparedQuery(UNTOLD).execute(values)).map(JobRows::jobs);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private Uni<Void> execute(String statement, Tuple values) {
        return patience.bound(pool.preparedQuery(statement).execute(values)).replaceWithVoid();
    }
}
