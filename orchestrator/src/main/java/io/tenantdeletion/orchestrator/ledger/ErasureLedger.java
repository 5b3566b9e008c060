package io.tenantdeletion.orchestrator.ledger;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.StatementTimeout;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** The ledger in PostgreSQL, read only: it is written by the transaction that completes a job, see the migration. */
@ApplicationScoped
class ErasureLedger {

    static final String AFTER = """
            select e.subject_type, e.subject_id, e.job_id, e.erased_at
            from orchestrator.erasures e join orchestrator.erasure_replays r on r.replay_id = $1
            where (e.erased_at, e.subject_type, e.subject_id) > (r.cursor_at, r.cursor_type, r.cursor_id)
              and (r.with_users or e.subject_type = 'tenant')
            order by e.erased_at, e.subject_type, e.subject_id limit $2
            """;
    private static final String CONTAINS =
            "select 1 from orchestrator.erasures where subject_type = $1 and subject_id = $2 and job_id = $3";
    private static final String SAMPLE = """
            with due as (
              update orchestrator.erasure_sampling set next_at = now() + make_interval(secs => $2)
              where next_at <= now() returning single),
            sample as (
              select e.subject_type, e.subject_id from orchestrator.erasures e, due
              order by e.sampled_at nulls first, e.erased_at limit $3)
            update orchestrator.erasures e set sampled_at = $1
            from sample s where e.subject_type = s.subject_type and e.subject_id = s.subject_id
            returning e.subject_type, e.subject_id, e.job_id, e.erased_at
            """;

    private final Pool pool;
    private final StatementTimeout timeout;
    private final Clock clock;

    ErasureLedger(Pool pool, StatementTimeout timeout, Clock clock) {
        this.pool = pool;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Whether this is still so: what is being restored is erased no more. */
    Uni<Boolean> contains(Erasure erased) {
        Tuple values = Tuple.of(
                erased.subject().kind().toString(),
                erased.subject().id(),
                erased.job().value());
        return timeout.bound(pool.preparedQuery(CONTAINS).execute(values)).map(rows -> rows.size() > 0);
    }

    /** The next lines of a replay, in order. */
    Uni<List<Erasure>> next(UUID replay, int most) {
        return timeout.bound(pool.preparedQuery(AFTER).execute(Tuple.of(replay, most)))
                .map(Erasure::all);
    }

    /**
     * Lines to be verified now: nothing unless that is due, and then for one replica only.
     *
     * @param every the time from one sample to the next
     */
    Uni<List<Erasure>> sample(Duration every, int most) {
        Tuple values = Tuple.of(OffsetDateTime.now(clock), every.toMillis() / 1000.0, most);
        return timeout.bound(pool.preparedQuery(SAMPLE).execute(values)).map(Erasure::all);
    }
}
