package io.tenantdeletion.commons.prepare;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.BlockingTransaction;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Asks the server about transactions under way, over a connection of its own. Needs no more rights than their owner
 * has.
 */
@ApplicationScoped
class Backends {

    private static final Logger LOG = Logger.getLogger(Backends.class);

    private static final String BLOCKING = """
            select b.pid, a.application_name, a.xact_start
            from (select distinct unnest(pg_blocking_pids($1)) as pid) b
            left join pg_stat_activity a on a.pid = b.pid
            order by a.xact_start nulls last, b.pid""";

    // Without the time it could hit whoever is next to use the connection.
    private static final String CANCEL = """
            select pg_cancel_backend(pid) from pg_stat_activity
            where pid = $1 and xact_start = cast(cast($2 as text) as timestamptz)""";

    private final Pool pool;

    Backends(@ReactiveDataSource("purge") Pool pool) {
        this.pool = pool;
    }

    /** The transactions that it waits for now, oldest first. */
    Uni<List<BlockingTransaction>> blocking(Backend backend) {
        return pool.preparedQuery(BLOCKING)
                .execute(Tuple.of(backend.pid()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Backends::transaction)
                        .toList());
    }

    /** Ends its running statement; does nothing where it has none or is over. Never fails. */
    Uni<Void> cancel(Backend backend) {
        return pool.preparedQuery(CANCEL)
                .execute(Tuple.of(backend.pid(), backend.transactionStart()))
                .onFailure()
                .invoke(failure -> LOG.debug("Left to its statement time-out", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static BlockingTransaction transaction(Row row) {
        OffsetDateTime since = row.getOffsetDateTime(2);
        return new BlockingTransaction(row.getInteger(0), row.getString(1), since == null ? null : since.toInstant());
    }
}
