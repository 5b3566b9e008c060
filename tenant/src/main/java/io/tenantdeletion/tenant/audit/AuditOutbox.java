package io.tenantdeletion.tenant.audit;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Hands out what is to be written into the audit log, oldest first, to one taker at a time over all replicas. */
@ApplicationScoped
public class AuditOutbox {

    private static final String ONE_AT_A_TIME = "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine";
    private static final String LOCK = "tenant.audit_outbox";
    private static final String OLDEST =
            "select event_id, payload::text as payload from tenant.audit_outbox order by position limit $1";
    private static final String REMOVE = "delete from tenant.audit_outbox where event_id = any ($1)";

    private final Pool pool;
    private final AuditJson json;

    AuditOutbox(Pool pool, AuditJson json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * Gives the oldest events to the taker, and removes them when it succeeds; when it fails, they stay.
     *
     * @return how many were taken; zero where there are none, or somebody else is taking them
     */
    public Uni<Integer> take(int most, Function<List<AuditEvent>, Uni<Void>> taker) {
        return pool.withTransaction(
                connection -> isMine(connection).flatMap(mine -> mine ? take(connection, most, taker) : none()));
    }

    private Uni<Integer> take(SqlConnection connection, int most, Function<List<AuditEvent>, Uni<Void>> taker) {
        return connection.preparedQuery(OLDEST).execute(Tuple.of(most)).flatMap(rows -> {
            if (rows.size() == 0) {
                return none();
            }
            return taker.apply(events(rows))
                    .flatMap(taken -> connection.preparedQuery(REMOVE).execute(Tuple.of(ids(rows))))
                    .map(RowSet::rowCount);
        });
    }

    private static Uni<Boolean> isMine(SqlConnection connection) {
        return connection
                .preparedQuery(ONE_AT_A_TIME)
                .execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next().getBoolean("mine"));
    }

    private static Uni<Integer> none() {
        return Uni.createFrom().item(0);
    }

    private List<AuditEvent> events(RowSet<Row> rows) {
        List<AuditEvent> events = new ArrayList<>();
        rows.forEach(row -> events.add(json.read(row.getString("payload"))));
        return events;
    }

    private static UUID[] ids(RowSet<Row> rows) {
        List<UUID> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getUUID("event_id")));
        return ids.toArray(UUID[]::new);
    }
}
