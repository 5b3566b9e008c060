package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Jobs as somebody sees them who looks after all of them. Every query reads what an index leads to, however many jobs
 * there are.
 */
@ApplicationScoped
public class JobOverview {

    static final String RUNNING =
            "where j.status = 'in_progress' and j.waiting_for is null order by j.created_at desc limit $1";
    static final String PENDING =
            "where j.status = 'pending' and j.approval <> 'waiting' order by j.due_at, j.created_at limit $1";
    /** What is cancelled before anybody decides waits no more. */
    static final String AWAITING_APPROVAL =
            "where j.approval = 'waiting' and j.status = 'pending' and ($1::text is null or j.kind = $1)";

    static final String STUCK =
            "where j.status = 'in_progress' and j.waiting_for is not null order by j.created_at desc limit $1";
    static final String FAILED = "where j.status = 'failed' and j.created_at >= $1 order by j.created_at desc limit $2";
    static final String FIGURES = """
            select count(*) as jobs, count(*) filter (where status = 'completed') as completed,
              count(*) filter (where status = 'failed') as failed,
              avg(extract(epoch from completed_at - started_at)) filter (where status = 'completed')::float8 as seconds
            from orchestrator.deletion_jobs where created_at >= $1
            """;
    /** Over the newest completed jobs only: what services hold changes with the years. */
    static final String AVERAGES = """
            with newest as (
              select job_id from orchestrator.deletion_jobs
              where status = 'completed' and tenant_id is not null order by created_at desc limit 100),
            parts as (
              select s.job_id, s.service,
                (select coalesce(sum(c.value::bigint), 0) from jsonb_each_text(s.deleted_counts) as c) as items
              from newest join orchestrator.deletion_steps s using (job_id) where s.phase = 'purge')
            select service, round(avg(items))::bigint as items, count(*) as jobs
            from parts group by service order by items desc, service
            """;

    private final Pool pool;

    JobOverview(Pool pool) {
        this.pool = pool;
    }

    /** Jobs in progress that wait for nothing, newest first. */
    public Uni<List<DeletionJob>> running(int most) {
        return jobs(RUNNING, Tuple.of(most));
    }

    /** Jobs that wait for their day, the next first. */
    public Uni<List<DeletionJob>> pending(int most) {
        return jobs(PENDING, Tuple.of(most));
    }

    /**
     * Jobs that wait for a second pair of eyes.
     *
     * @param kind only those that delete this; null for all
     */
    public Uni<List<DeletionJob>> awaitingApproval(SubjectKind kind, JobSort sort, int most, long offset) {
        return jobs(JobRows.page(AWAITING_APPROVAL, sort, 2, 3), Tuple.of(name(kind), most, offset));
    }

    /** How many jobs {@link #awaitingApproval} can reach. */
    public Uni<Long> countAwaitingApproval(SubjectKind kind) {
        return pool.preparedQuery(JobStore.COUNT + AWAITING_APPROVAL)
                .execute(Tuple.of(name(kind)))
                .map(rows -> rows.iterator().next().getLong("jobs"));
    }

    /** Jobs in progress that something keeps from going on, newest first. */
    public Uni<List<DeletionJob>> stuck(int most) {
        return jobs(STUCK, Tuple.of(most));
    }

    /** Jobs that were asked for since then and have failed, newest first. */
    public Uni<List<DeletionJob>> failedSince(Instant since, int most) {
        return jobs(FAILED, Tuple.of(since.atOffset(ZoneOffset.UTC), most));
    }

    /** How the jobs went that were asked for since then. */
    public Uni<JobFigures> figuresSince(Instant since) {
        return pool.preparedQuery(FIGURES)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new JobFigures(
                        row.getLong("jobs"),
                        row.getLong("completed"),
                        row.getLong("failed"),
                        row.getDouble("seconds")));
    }

    /** What each service had to delete on average of the last hundred tenants, most first. */
    public Uni<List<ServiceAverage>> averages() {
        return pool.query(AVERAGES)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(JobOverview::average)
                        .toList());
    }

    private static String name(SubjectKind kind) {
        return kind == null ? null : kind.toString();
    }

    private static ServiceAverage average(Row row) {
        return new ServiceAverage(row.getString("service"), row.getLong("items"), row.getLong("jobs"));
    }

    private Uni<List<DeletionJob>> jobs(String condition, Tuple values) {
        return pool.preparedQuery(JobRows.SELECT_JOB + condition)
                .execute(values)
                .map(JobRows::jobs);
    }
}
