package io.tenantdeletion.orchestrator.control;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.job.StatementTimeout;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.jboss.logging.Logger;

/**
 * Stops all deletions of the platform and lets them go on. What counts is the database: every statement that claims a
 * job looks at it. {@link #isPaused} is this replica's last look at it, for runs to stop between two calls.
 */
@ApplicationScoped
public class StopSwitch {

    private static final Logger LOG = Logger.getLogger(StopSwitch.class);
    private static final String READ =
            "select paused, reason, changed_by, changed_at from orchestrator.deletion_control";
    private static final String SET = """
            update orchestrator.deletion_control
            set paused = $1, reason = $2, changed_by = $3, changed_from = $4, changed_at = $5
            where paused <> $1 or reason is distinct from $2
            """;

    private final Pool pool;
    private final StatementTimeout timeout;
    private final Clock clock;
    private final LegalHolds holds;
    private volatile boolean paused;

    StopSwitch(Pool pool, StatementTimeout timeout, Clock clock, LegalHolds holds) {
        this.pool = pool;
        this.timeout = timeout;
        this.clock = clock;
        this.holds = holds;
    }

    /** How the switch is now. */
    public Uni<ControlState> read() {
        return timeout.bound(pool.preparedQuery(READ).execute())
                .map(StopSwitch::state)
                .invoke(state -> paused = state.paused());
    }

    /**
     * Sets the switch; nothing is written where it is set so already.
     *
     * @param wanted paused or not
     * @param reason why; needed where paused
     * @param actor who wants it
     * @param source from which address, or null
     */
    public Uni<ControlState> set(boolean wanted, String reason, String actor, String source) {
        Tuple values = Tuple.of(wanted, reason, actor, source, OffsetDateTime.now(clock));
        return timeout.bound(pool.preparedQuery(SET).execute(values)).chain(this::read);
    }

    /** Whether deletions were stopped when this replica last looked, a second ago at most. */
    public boolean isPaused() {
        return paused;
    }

    /** Whether a run of this job is to stop, because of the switch or of a legal hold. */
    public boolean isStopped(JobId job) {
        return paused || holds.holds(job);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return read().replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("The stop switch could not be read: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private static ControlState state(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        OffsetDateTime changed = row.getOffsetDateTime("changed_at");
        return new ControlState(
                row.getBoolean("paused"),
                row.getString("reason"),
                row.getString("changed_by"),
                changed == null ? null : changed.toInstant());
    }
}
