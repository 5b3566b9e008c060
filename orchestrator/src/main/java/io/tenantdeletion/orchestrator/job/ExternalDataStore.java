package io.tenantdeletion.orchestrator.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Completed deletions of which something outside is still to be removed. They are noted by the transaction that
 * destroys the restore log, see the migration.
 */
@ApplicationScoped
public class ExternalDataStore {

    /** Seconds for which whoever has claimed one is left alone; after a crash somebody else does it then. */
    private static final double TURN = 60;

    private static final int AT_ONCE = 20;

    private static final String CLAIM = """
            with mine as (
              update orchestrator.external_data_due d set next_try_at = now() + make_interval(secs => $1)
              where job_id in (
                select due.job_id from orchestrator.external_data_due due
                where due.next_try_at <= now() and orchestrator.may_delete(due.job_id)
                  and orchestrator.held_since(due.job_id) is null
                order by due.next_try_at limit $2 for update skip locked)
              returning job_id, tried),
            jobs as (%s where j.job_id in (select job_id from mine))
            select jobs.*, mine.tried from jobs join mine using (job_id)
            """.formatted(JobRows.SELECT_JOB);

    private static final String RECORD = """
            with mine as (
              update orchestrator.external_data_due set next_try_at = now() + make_interval(secs => $7) where job_id = $1)
            update orchestrator.deletion_steps set status = $3, attempts = attempts + $8, errors = $4,
              evidence = coalesce($5, evidence), started_at = coalesce(started_at, $6),
              completed_at = case when $3 in ('completed', 'failed') then $6 end
            where job_id = $1 and phase = 'external_data' and service = $2
            """;

    private static final String REMOVED = """
            with gone as (delete from orchestrator.external_data_due where job_id = $1 returning job_id)
            select orchestrator.request_certificate(job_id) from gone
            """;

    private static final String LATER = """
            update orchestrator.external_data_due set tried = tried + 1, next_try_at = now() + make_interval(secs => $2)
            where job_id = $1
            """;

    private static final String OLDEST =
            "select extract(epoch from now() - min(since))::float8 as age from orchestrator.external_data_due";

    private final Pool pool;
    private final StatementTimeout timeout;
    private final Clock clock;
    private final Event<JobChanged> changes;

    private volatile double oldest;

    ExternalDataStore(Pool pool, StatementTimeout timeout, Clock clock, Event<JobChanged> changes) {
        this.pool = pool;
        this.timeout = timeout;
        this.clock = clock;
        this.changes = changes;
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        Gauge.builder("tenant.deletion.external.data.oldest.age", () -> oldest)
                .description("Since when what the first completed job has left outside the databases could be removed;"
                        + " every replica tells the same")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Some whose turn it is, and that nothing forbids; for a while nobody else is given the same. */
    public Uni<List<Due>> claim() {
        return execute(OLDEST, Tuple.tuple())
                .invoke(rows -> {
                    Double age = rows.iterator().next().getDouble("age");
                    oldest = age == null ? 0 : Math.max(0, age);
                })
                .chain(() -> execute(CLAIM, Tuple.of(TURN, AT_ONCE)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Due(JobRows.job(row), row.getInteger("tried")))
                        .toList());
    }

    /** What a service has answered; whoever asks goes on for a while. */
    public Uni<Void> record(JobId job, StepResult answer) {
        boolean goesOn = answer.status() == StepStatus.IN_PROGRESS;
        Tuple values = Tuple.tuple()
                .addUUID(job.value())
                .addString(answer.service())
                .addString(answer.status().toString())
                .addJsonArray(new JsonArray(answer.errors()))
                .addJsonObject(answer.evidence().equals(Evidence.NONE) ? null : JsonObject.mapFrom(answer.evidence()))
                .addOffsetDateTime(OffsetDateTime.now(clock))
                .addDouble(TURN)
                .addInteger(goesOn ? 0 : 1);
        return execute(RECORD, values)
                .invoke(() -> changes.fire(new JobChanged(job)))
                .replaceWithVoid();
    }

    /** Nothing is left outside that could be removed. */
    public Uni<Void> removed(JobId job) {
        return execute(REMOVED, Tuple.of(job.value()))
                .invoke(() -> changes.fire(new JobChanged(job)))
                .replaceWithVoid();
    }

    /** Somebody could not remove it now. */
    public Uni<Void> later(JobId job, Duration pause) {
        return execute(LATER, Tuple.of(job.value(), pause.toMillis() / 1000.0)).replaceWithVoid();
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple values) {
        return timeout.bound(pool.preparedQuery(statement).execute(values));
    }

    /**
     * A completed deletion of which something is left outside.
     *
     * @param tried how often that was tried in vain
     */
    public record Due(DeletionJob job, int tried) {}
}
