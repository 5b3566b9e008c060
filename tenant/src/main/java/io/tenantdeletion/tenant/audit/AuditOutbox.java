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
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Hands out what is to be written into the audit log, oldest first, to one taker at a time over all replicas. */
@ApplicationScoped
public class AuditOutbox {

    private static final String ONE_AT_A_TIME = "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine";
    private static final String LOCK = "tenant.audit_outbox";
    private static final String OLDEST = """
            select event_id, payload::text as payload from tenant.audit_outbox
             where refused_at is null order by position limit $1""";
    private static final String REMOVE = "delete from tenant.audit_outbox where event_id = any ($1)";
    private static final String SET_ASIDE = """
            update tenant.audit_outbox o set refused_at = now(), refused_status = r.status
              from unnest($1::uuid[], $2::int[]) r (event_id, status) where o.event_id = r.event_id""";

    private final Pool pool;
    private final AuditJson json;

    AuditOutbox(Pool pool, AuditJson json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * Gives the oldest events to the taker, removes those that it has taken, and sets those aside that are refused for
     * good; the rest stays.
     *
     * @return what the taker says; nothing at all where there are no events, or somebody else is taking them
     */
    public Uni<Delivery> take(int most, Function<List<AuditEvent>, Uni<Delivery>> taker) {
        return pool.withTransaction(
                connection -> isMine(connection).flatMap(mine -> mine ? take(connection, most, taker) : none()));
    }

    private Uni<Delivery> take(SqlConnection connection, int most, Function<List<AuditEvent>, Uni<Delivery>> taker) {
        return connection.preparedQuery(OLDEST).execute(Tuple.of(most)).flatMap(rows -> {
            if (rows.size() == 0) {
                return none();
            }
            return taker.apply(events(rows))
                    .call(done -> remove(connection, done.taken()))
                    .call(done -> setAside(connection, done.refused()));
        });
    }

    private static Uni<Void> remove(SqlConnection connection, List<UUID> taken) {
        return taken.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(REMOVE)
                        .execute(Tuple.of(taken.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    private static Uni<Void> setAside(SqlConnection connection, Map<UUID, Integer> refused) {
        return refused.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(SET_ASIDE)
                        .execute(Tuple.of(
                                refused.keySet().toArray(UUID[]::new),
                                refused.values().toArray(Integer[]::new)))
                        .replaceWithVoid();
    }

    private static Uni<Boolean> isMine(SqlConnection connection) {
        return connection
                .preparedQuery(ONE_AT_A_TIME)
                .execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next().getBoolean("mine"));
    }

    private static Uni<Delivery> none() {
        return Uni.createFrom().item(Delivery.none(null));
    }

    private List<AuditEvent> events(RowSet<Row> rows) {
        List<AuditEvent> events = new ArrayList<>();
        rows.forEach(row -> events.add(json.read(row.getString("payload"))));
        return events;
    }
}
