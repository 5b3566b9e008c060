package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What a run writes down while it goes. Every write fails with {@link LeaseLostException} and changes nothing once
 * another run holds the job: the job's row is locked by the statement that changes a step. A write that takes too long
 * fails with {@link StoreTimeoutException}.
 */
@ApplicationScoped
public class RunJournal {

    /** How long an answer waits for others to be written down with. */
    private static final Duration TOGETHER = Duration.ofMillis(40);

    private final Pool pool;
    private final Clock clock;
    private final StatementTimeout timeout;
    private final Event<JobChanged> changes;
    private final RestoreConfig restore;

    RunJournal(Pool pool, Clock clock, StatementTimeout timeout, Event<JobChanged> changes, RestoreConfig restore) {
        this.restore = restore;
        this.pool = pool;
        this.clock = clock;
        this.timeout = timeout;
        this.changes = changes;
    }

    /** The job that is to be run. */
    public Uni<DeletionJob> find(Lease lease) {
        return timeout.bound(pool.preparedQuery(JobRows.SELECT_JOB + "where j.job_id = $1")
                        .execute(Tuple.of(lease.job().value())))
                .map(rows -> JobRows.first(rows).orElseThrow());
    }

    /**
     * The job is in progress, and the steps of its first phase are about to be called. Steps that it lacks are added,
     * those that did not complete are open again.
     *
     * @param steps of all phases, in order
     * @param log what has become of the services' restore logs, or null where that is as before
     * @param withoutLog services that keep none although they are to delete
     * @return whether it may; nothing is written down where a legal hold keeps it from deleting
     */
    public Uni<Boolean> begin(
            Lease lease, List<PlannedStep> steps, Restoration.Log log, Collection<String> withoutLog) {
        Tuple values = held(lease)
                .addOffsetDateTime(now())
                .addJsonArray(JobRows.json(steps))
                .addString(steps.get(0).phase())
                .addString(log == null ? null : log.toString())
                .addArrayOfString(withoutLog.toArray(String[]::new));
        return write(lease, RunStatements.BEGIN, values).map(RunJournal::free);
    }

    /**
     * Writes what one run comes to, in order, as much as there is in one statement.
     *
     * @param context the one thread that this is used on
     */
    public RunWriter writer(Lease lease, Executor context) {
        return new RunWriter(
                batch -> write(lease, batch),
                context,
                CompletableFuture.delayedExecutor(TOGETHER.toMillis(), TimeUnit.MILLISECONDS, context));
    }

    private Uni<Boolean> write(Lease lease, RunWriter.Batch batch) {
        JsonArray answers = new JsonArray();
        batch.answers().forEach((phase, answer) -> answers.add(json(phase.phase(), answer)));
        Tuple values = held(lease).addOffsetDateTime(now()).addJsonArray(answers);
        if (batch.completesJob()) {
            values.addDouble(restore.window().toMillis() / 1000.0);
            return write(lease, RunStatements.COMPLETE, values).map(RunJournal::free);
        }
        values.addString(batch.phase())
                .addArrayOfString(batch.started().toArray(String[]::new))
                .addBoolean(batch.phase() != null && Phases.isDeleting(batch.phase()));
        return write(lease, RunStatements.WRITE, values).map(RunJournal::free);
    }

    private static JsonObject json(String phase, StepResult answer) {
        return new JsonObject()
                .put("phase", phase)
                .put("service", answer.service())
                .put("status", answer.status().toString())
                .put("progress", answer.progress())
                .put("repeats", answer.repeats())
                .put("deleted_counts", counts(answer.deletedCounts()))
                .put("errors", new JsonArray(answer.errors()))
                .put("answer_lost", answer.effect() == StepResult.Effect.UNKNOWN)
                .put("job_counts", answer.jobCounts() == null ? null : counts(answer.jobCounts()))
                .put(
                        "evidence",
                        answer.evidence().equals(Evidence.NONE) ? null : JsonObject.mapFrom(answer.evidence()));
    }

    private static JsonObject counts(Map<String, Long> counts) {
        return new JsonObject(new LinkedHashMap<>(counts));
    }

    /** Ends an attempt that did not complete its job; what was not tried is skipped where the job has failed. */
    public Uni<Void> end(Lease lease, AttemptEnd end) {
        Obstacle obstacle = end.obstacle();
        Tuple values = held(lease)
                .addOffsetDateTime(now())
                .addString(end.status() == null ? null : end.status().toString())
                .addJsonArray(new JsonArray(end.errors()))
                .addString(obstacle == null ? null : obstacle.kind().toString())
                .addString(obstacle == null ? null : obstacle.detail())
                .addBoolean(end.progressed())
                .addOffsetDateTime(
                        end.nextAttemptAt() == null ? null : end.nextAttemptAt().atOffset(now().getOffset()))
                .addBoolean(end.begun())
                .addBoolean(end.rollback());
        return write(lease, RunStatements.END, values).replaceWithVoid();
    }

    /**
     * The tenant service has refused at an attempt that has not begun: the job is cancelled as by
     * {@link SuspensionStore#refused}.
     */
    public Uni<Void> cancel(Lease lease, String why) {
        Tuple values = SuspensionStore.withdrawn(clock, why)
                .addUUID(lease.job().value())
                .addUUID(lease.run());
        return write(lease, RunStatements.CANCEL, values).replaceWithVoid();
    }

    private Uni<RowSet<Row>> write(Lease lease, String statement, Tuple values) {
        return timeout.bound(pool.preparedQuery(statement).execute(values)).invoke(rows -> {
            if (rows.size() == 0) {
                throw new LeaseLostException(lease);
            }
            changes.fire(new JobChanged(lease.job()));
        });
    }

    private static boolean free(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean("free");
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Tuple held(Lease lease) {
        return Tuple.of(lease.job().value(), lease.run());
    }
}
