package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;

/** Writes down how rehearsals end. */
@ApplicationScoped
public class ShadowJournal {

    private static final String END = "update orchestrator.deletion_jobs set " + SuspensionStore.WITHDRAWN + """
              , counted_rows = $6, run_id = null, lease_until = null
            where job_id = $4 and run_id = $5 and status in ('pending', 'in_progress') and shadow
            returning job_id
            """;

    private final Pool pool;
    private final Clock clock;
    private final StatementTimeout timeout;
    private final Event<JobChanged> changes;

    ShadowJournal(Pool pool, Clock clock, StatementTimeout timeout, Event<JobChanged> changes) {
        this.pool = pool;
        this.clock = clock;
        this.timeout = timeout;
        this.changes = changes;
    }

    /**
     * Nothing comes of the job, and the run is over.
     *
     * @param line what would have come of it
     * @param rows how many rows it would have deleted
     * @return fails with {@link LeaseLostException} where another run holds it
     */
    public Uni<Void> end(Lease lease, String line, long rows) {
        Tuple values = SuspensionStore.withdrawn(clock, line, "shadow")
                .addUUID(lease.job().value())
                .addUUID(lease.run())
                .addLong(rows);
        return timeout.bound(pool.preparedQuery(END).execute(values)).map(ended -> {
            if (ended.size() == 0) {
                throw new LeaseLostException(lease);
            }
            changes.fire(new JobChanged(lease.job()));
            return null;
        });
    }
}
