package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is counted of all jobs, for whoever watches the platform. */
@ApplicationScoped
public class JobStatistics {

    private static final String COUNT =
            "select status, count(*) as jobs from orchestrator.deletion_jobs group by status";
    /** Those that may still change, by an index: they are few beside those that have ended well. */
    private static final String OPEN = """
            select status, case when held then 'legal_hold' else waiting_for end as waiting_for, count(*) as jobs, count(*) filter (where fences = 'unwanted') as fences,
              extract(epoch from $1 - min(case status when 'pending' then created_at
                when 'failed' then coalesce(completed_at, created_at) else coalesce(undo_at, started_at, created_at) end))::float8
                as age,
              extract(epoch from $1 - min(due_at)
                filter (where status = 'pending' and approval <> 'waiting' and released and not held))::float8 as overdue
            from (
              select j.*, status <> 'failed' and undo = 'none' and orchestrator.held_since(job_id) is not null as held
              from orchestrator.deletion_jobs j where status in ('pending', 'in_progress', 'failed')) as j
            group by 1, 2
            """;

    private final Pool pool;
    private final Clock clock;

    JobStatistics(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** How many jobs there are in every status that has some. */
    public Uni<Map<JobStatus, Long>> countByStatus() {
        return pool.preparedQuery(COUNT)
                .execute()
                .map(rows -> stream(rows).collect(Collectors.toMap(JobStatistics::status, row -> row.getLong("jobs"))));
    }

    /** Jobs that have not ended well or not ended yet, by status and what they wait for. */
    public Uni<List<Group>> open() {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> stream(rows).map(JobStatistics::group).toList());
    }

    private static Group group(Row row) {
        String waiting = row.getString("waiting_for");
        Double overdue = row.getDouble("overdue");
        return new Group(
                status(row),
                waiting == null ? null : WaitingFor.named(waiting),
                row.getLong("jobs"),
                row.getLong("fences"),
                Math.max(0, row.getDouble("age")),
                overdue == null ? 0 : Math.max(0, overdue));
    }

    private static JobStatus status(Row row) {
        return JobStatus.named(row.getString("status")).orElseThrow();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    /**
     * Jobs that have this in common.
     *
     * @param waitingFor null where they wait for nobody
     * @param jobs how many
     * @param fences how many of them have fences that are to be lifted
     * @param age seconds since the first of them was asked for, began or failed, as its status says
     * @param overdue seconds since the first of them should have begun
     */
    public record Group(JobStatus status, WaitingFor waitingFor, long jobs, long fences, double age, double overdue) {

        /** Whether they only wait for what may take days. */
        public boolean mayTakeDays() {
            return waitingFor != null && waitingFor.mayTakeDays();
        }
    }
}
