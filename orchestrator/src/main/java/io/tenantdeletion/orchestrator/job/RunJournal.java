package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a run writes down while it goes. Every write fails with {@link LeaseLostException} and changes nothing once
 * another run holds the job: the job's row is locked in share mode by the statement that changes a step. A write that
 * takes too long fails with {@link StoreTimeoutException}.
 */
@ApplicationScoped
public class RunJournal {

    private static final String STARTED = """
              set status = 'in_progress', attempts = s.attempts + 1, errors = '[]', completed_at = null,
                -- In progress before it was begun: an earlier run may have called, and nobody heard the answer.
                counts_may_be_low = s.counts_may_be_low or s.status = 'in_progress',
                started_at = case when s.status = 'in_progress' then s.started_at else $3 end
            """;
    private static final String BEGIN = """
            with begun as (
              update orchestrator.deletion_jobs set status = 'in_progress', started_at = coalesce(started_at, $3),
                changed_by = 'orchestrator', changed_from = null, changed_why = null
              where job_id = $1 and run_id = $2 and status in ('pending', 'in_progress')
              returning job_id),
            started as (
              update orchestrator.deletion_steps s
            """ + STARTED + """
              from begun where s.job_id = begun.job_id and s.service = any($4) and s.status <> 'completed')
            select job_id from begun
            """;
    private static final String HELD = """
            with held as (
              select job_id from orchestrator.deletion_jobs
              where job_id = $1 and run_id = $2 and status = 'in_progress' for share)
            """;
    private static final String START = HELD + """
            update orchestrator.deletion_steps s
            """ + STARTED + """
            from held where s.job_id = held.job_id and s.service = any($4) and s.status <> 'completed'
            """;
    private static final String RECORD = HELD + """
            update orchestrator.deletion_steps s
            set status = $4, progress = greatest(s.progress, $5), attempts = s.attempts + $6,
              deleted_counts = orchestrator.add_counts(s.deleted_counts, $7), errors = $8, completed_at = $9,
              counts_may_be_low = s.counts_may_be_low or $10
            from held where s.job_id = held.job_id and s.service = $3 and s.status <> 'completed'
            """;
    private static final String PAUSE = """
            with held as (
              update orchestrator.deletion_jobs set run_id = null, lease_until = null
              where job_id = $1 and run_id = $2 and status = 'in_progress' returning job_id),
            paused as (
              update orchestrator.deletion_steps s set status = 'pending'
              from held where s.job_id = held.job_id and s.status = 'in_progress')
            select job_id from held
            """;
    private static final String NOT_BEGUN = """
            update orchestrator.deletion_jobs
            set status = 'failed', completed_at = $3, error_log = error_log || $4, changed_by = 'orchestrator',
              changed_from = null, changed_why = $5, run_id = null, lease_until = null
            where job_id = $1 and run_id = $2 and status = 'pending'
            """;
    private static final String FINISH = """
            update orchestrator.deletion_jobs
            set status = $3, completed_at = $4, changed_by = 'orchestrator', changed_from = null, changed_why = null,
              error_log = error_log || $5, run_id = null, lease_until = null
            where job_id = $1 and run_id = $2 and status = 'in_progress'
            """;

    private final Pool pool;
    private final Clock clock;
    private final Patience patience;

    RunJournal(Pool pool, Clock clock, Patience patience) {
        this.pool = pool;
        this.clock = clock;
        this.patience = patience;
    }

    /** The run begins, or goes on with, the job: these steps, where they have not completed, are about to be run. */
    public Uni<Void> begin(Lease lease, List<String> steps) {
        return write(lease, BEGIN, started(lease, steps));
    }

    /** These steps are about to be run. */
    public Uni<Void> start(Lease lease, List<String> steps) {
        return write(lease, START, started(lease, steps));
    }

    private Tuple started(Lease lease, List<String> steps) {
        return held(lease).addOffsetDateTime(now()).addArrayOfString(steps.toArray(String[]::new));
    }

    /** A service answered, or did not. */
    public Uni<Void> record(Lease lease, StepAnswer answer) {
        Tuple values = held(lease)
                .addString(answer.service())
                .addString(answer.status().toString())
                .addDouble(answer.progress())
                .addInteger(answer.repeats())
                .addJsonObject(new JsonObject(new LinkedHashMap<>(answer.deletedCounts())))
                .addJsonArray(new JsonArray(answer.errors()))
                .addOffsetDateTime(answer.status().isEnded() ? now() : null)
                .addBoolean(answer.answerLost());
        return write(lease, RECORD, values);
    }

    /** The run stops between two calls, all answers heard; whoever holds the next lease goes on. */
    public Uni<Void> pause(Lease lease) {
        return write(lease, PAUSE, held(lease));
    }

    /** The run does not begin the job, for reasons that somebody has to look at. */
    public Uni<Void> failBeforeBegin(Lease lease, String why, List<String> errors) {
        Tuple values = held(lease)
                .addOffsetDateTime(now())
                .addJsonArray(new JsonArray(errors))
                .addString(why);
        return write(lease, NOT_BEGUN, values);
    }

    /** The run has nothing more to do; the lease ends with it. */
    public Uni<Void> finish(Lease lease, JobStatus outcome, List<String> errors) {
        Tuple values = held(lease)
                .addString(outcome.toString())
                .addOffsetDateTime(now())
                .addJsonArray(new JsonArray(errors));
        return write(lease, FINISH, values);
    }

    private Uni<Void> write(Lease lease, String statement, Tuple values) {
        return patience.bound(pool.preparedQuery(statement).execute(values)).map(rows -> {
            if (rows.rowCount() == 0 && rows.size() == 0) {
                throw new LeaseLostException(lease);
            }
            return null;
        });
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Tuple held(Lease lease) {
        return Tuple.of(lease.job().value(), lease.run());
    }
}
