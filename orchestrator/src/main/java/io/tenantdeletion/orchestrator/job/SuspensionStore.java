package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the tenant service knows, and what it is still to be told, about the tenants of jobs. */
@ApplicationScoped
public class SuspensionStore {

    private static final int AT_ONCE = 20;

    /**
     * In an update: the job will not run, and the tenant service is to hear of it, by a token newer than any before;
     * unless a later job has taken the suspension over.
     */
    static final String NOT_ANY_MORE = """
            suspension = case when suspension = 'none' or exists (
                select from orchestrator.deletion_jobs later where later.tenant_id = deletion_jobs.tenant_id
                  and later.suspension_token > deletion_jobs.suspension_token) then 'none' else 'unwanted' end,
            suspension_tried_at = null, suspension_token = orchestrator.next_suspension_token()
            """;

    private static final String SUSPENDED = """
            update orchestrator.deletion_jobs set suspension = 'suspended'
            where job_id = $1 and suspension = 'wanted' and suspension_token = $2
            """;
    private static final String RENEW = """
            update orchestrator.deletion_jobs set suspension_token = orchestrator.next_suspension_token()
            where job_id = $1 and suspension_token = $2 and suspension in ('wanted', 'suspended')
            returning suspension_token
            """;
    private static final String UNSUSPENDED = """
            update orchestrator.deletion_jobs set suspension = 'none'
            where job_id = $1 and suspension = 'unwanted' and suspension_token = $2
            """;
    /**
     * In an update that takes {@link #withdrawn}: the tenant service has refused, so the job is cancelled, and its
     * idempotency key and preview token are free again. It is told that nothing comes of it: what it refused may be
     * older than what it is asked meanwhile.
     */
    static final String WITHDRAWN = FenceStore.NOT_ANY_MORE + NOT_ANY_MORE + """
              , status = 'cancelled', completed_at = $1, error_log = error_log || $2::jsonb,
              waiting_for = null, waiting_since = null, waiting_detail = null, next_attempt_at = null,
              preview_token_id = null, idempotency_scope = null, idempotency_key = null, request_hash = null,
              changed_by = 'orchestrator', changed_from = null, changed_why = $3
            """;

    private static final String REFUSED = "update orchestrator.deletion_jobs set " + WITHDRAWN + """
            where job_id = $4 and suspension = 'wanted' and status = 'pending' and suspension_token = $5
            """;
    private static final String UNTOLD = """
            with untold as (
              update orchestrator.deletion_jobs set suspension_tried_at = $1 where job_id in (
                select job_id from orchestrator.deletion_jobs
                where suspension in ('wanted', 'unwanted') and (suspension_tried_at is null or suspension_tried_at < $2)
                order by suspension_tried_at nulls first limit $3 for update skip locked)
              returning job_id)
            """ + JobRows.SELECT_JOB + "where j.job_id in (select job_id from untold)";

    private final Pool pool;
    private final JobsConfig config;
    private final StatementTimeout timeout;
    private final Clock clock;
    private final Event<JobChanged> changes;

    SuspensionStore(Pool pool, JobsConfig config, StatementTimeout timeout, Clock clock, Event<JobChanged> changes) {
        this.pool = pool;
        this.config = config;
        this.timeout = timeout;
        this.clock = clock;
        this.changes = changes;
    }

    /** The tenant service has suspended the tenant for this decision. */
    public Uni<Void> suspended(DeletionJob job) {
        return execute(SUSPENDED, Tuple.of(job.id().value(), job.start().token()))
                .replaceWithVoid();
    }

    /**
     * A newer token for a job whose token is older than one that the tenant service has seen.
     *
     * @return the token; empty where the job has another one already, or wants no suspension any more
     */
    public Uni<Optional<Long>> renew(DeletionJob job) {
        return execute(RENEW, Tuple.of(job.id().value(), job.start().token()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> row.getLong("suspension_token")));
    }

    /** The tenant service knows that the job will not run. */
    public Uni<Void> unsuspended(DeletionJob job) {
        return execute(UNSUSPENDED, Tuple.of(job.id().value(), job.start().token()))
                .replaceWithVoid();
    }

    /**
     * The tenant service has refused, so the job is cancelled, and its idempotency key and preview token are free
     * again.
     */
    public Uni<Void> refused(DeletionJob job, String why) {
        Tuple values = withdrawn(clock, why)
                .addUUID(job.id().value())
                .addLong(job.start().token());
        return execute(REFUSED, values)
                .invoke(() -> changes.fire(new JobChanged(job.id())))
                .replaceWithVoid();
    }

    /** The first values of a statement with {@link #WITHDRAWN}. */
    static Tuple withdrawn(Clock clock, String why) {
        return withdrawn(clock, "not started: " + why, why);
    }

    /** The same with another line for the error log. */
    static Tuple withdrawn(Clock clock, String line, String why) {
        return Tuple.tuple()
                .addOffsetDateTime(OffsetDateTime.now(clock))
                .addJsonArray(JsonArray.of(clock.instant() + " " + line))
                .addString(why);
    }

    /** Jobs whose tenant service is to be told something; for a while nobody else is given the same. */
    public Uni<List<DeletionJob>> untold() {
        OffsetDateTime now = now();
        Tuple values = Tuple.of(now, now.minus(config.suspensionRetryEvery()), AT_ONCE);
        return execute(UNTOLD, values).map(JobRows::jobs);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple values) {
        return timeout.bound(pool.preparedQuery(statement).execute(values));
    }
}
