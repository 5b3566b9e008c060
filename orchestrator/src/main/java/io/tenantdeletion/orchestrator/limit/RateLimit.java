package io.tenantdeletion.orchestrator.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Counts the calls of each caller in every period, not only in those that begin at a full minute. A call that is
 * refused does not count, so whoever waits as told gets through. One statement decides, under the lock of the caller's
 * row: calls at the same time at different replicas are counted right.
 */
@ApplicationScoped
class RateLimit {

    // A call that is refused changes nothing and answers when the oldest call that counts was made.
    private static final String TAKE = """
            insert into orchestrator.deletion_calls as known (actor, calls, last_at)
            values ($1, array[$2::timestamptz], $2::timestamptz)
            on conflict (actor) do update set
              calls = case when orchestrator.calls_since(known.calls, $3) < $4
                then array(select at from unnest(known.calls) as at where at > $3 order by at) || $2::timestamptz
                else known.calls end,
              last_at = case when orchestrator.calls_since(known.calls, $3) < $4
                then $2::timestamptz else known.last_at end,
              refused = orchestrator.calls_since(known.calls, $3) >= $4
            returning refused, (select min(at) from unnest(calls) as at where at > $3) as oldest
            """;
    private static final String CLEAN = "delete from orchestrator.deletion_calls where last_at <= $1";

    private final Pool pool;

    RateLimit(Pool pool) {
        this.pool = pool;
    }

    /** Counts a call; how long to wait where it is one too many. */
    Uni<Optional<Duration>> take(String actor, int limit, Duration period, Instant now) {
        Tuple values =
                Tuple.of(actor, now.atOffset(ZoneOffset.UTC), now.minus(period).atOffset(ZoneOffset.UTC), limit);
        return pool.preparedQuery(TAKE).execute(values).map(rows -> waiting(rows, period, now));
    }

    /** Forgets callers whose last call does not count any more. */
    Uni<Void> clean(Instant before) {
        return pool.preparedQuery(CLEAN)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static Optional<Duration> waiting(RowSet<Row> rows, Duration period, Instant now) {
        Row row = rows.iterator().next();
        return row.getBoolean("refused")
                ? Optional.of(Duration.between(
                        now, row.getOffsetDateTime("oldest").toInstant().plus(period)))
                : Optional.empty();
    }
}
