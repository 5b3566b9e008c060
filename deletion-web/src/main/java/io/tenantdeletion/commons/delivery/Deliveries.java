package io.tenantdeletion.commons.delivery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What became of events, for people to see and to act upon. */
@ApplicationScoped
public class Deliveries {

    private static final String PAGE = "select " + Delivery.COLUMNS + """
             from %1$s.delivery d join %1$s.outbox o on o.id = d.event_id
            where %2$s order by d.created_at desc, d.position desc, d.sink limit $2 offset $3
            """;
    private static final String COUNT = "select count(*) from %1$s.delivery d where %2$s";
    private static final String FIND = "select " + Delivery.COLUMNS + """
             from %1$s.delivery d join %1$s.outbox o on o.id = d.event_id where %2$s
            """;
    private static final String OF_SINK = "d.sink = $1";
    private static final Map<String, String> OF_SINK_BY_STATUS = Map.of(
            "pending", OF_SINK + " and d.status = 'pending'",
            "delivered", OF_SINK + " and d.status = 'delivered'",
            "dead", OF_SINK + " and d.status = 'dead'");
    private static final String DEAD = "d.status = 'dead' and ($1::text is null or d.sink = $1)";
    /**
     * A lane that somebody holds is not given away; so that it does not go when that one has delivered the rest, its
     * end is said to be far behind.
     */
    private static final String REPLAY = """
            with again as (
              update %1$s.delivery d set status = 'pending', attempts = 0, next_attempt_at = null, delivered_at = null
               where d.sink = $1 and %2$s
              returning d.subject, d.position),
            lanes as (
              insert into %1$s.delivery_lane as l (sink, subject, last_position)
              select $1, subject, max(position) from again group by subject order by subject
              on conflict (sink, subject) do update
                 set last_position = 9223372036854775807, due_at = case when l.lease is null then now() else l.due_at end)
            select count(*) from again
            """;

    /** In the order in which the engine locks: lanes by their subjects, then deliveries, then the sink. */
    private static final List<String> FORGET = List.of(
            "select from %1$s.delivery_lane where sink = $1 order by subject for update",
            "delete from %1$s.delivery_lane where sink = $1",
            "delete from %1$s.delivery where sink = $1",
            "delete from %1$s.delivery_sink where name = $1");

    private final Pool pool;
    private final DeliveryConfig config;

    Deliveries(Pool pool, DeliveryConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * Those of a sink, the newest first.
     *
     * @param status pending, delivered or dead; null: all
     */
    public Uni<List<Delivery>> of(String sink, String status, int size, long offset) {
        return page(ofSink(status), sink, size, offset);
    }

    /** How many {@link #of} can reach. */
    public Uni<Long> countOf(String sink, String status) {
        return count(ofSink(status), sink);
    }

    /** What became of an event at a sink. */
    public Uni<Optional<Delivery>> find(String sink, UUID event) {
        return pool.preparedQuery(sql(FIND, "d.sink = $1 and d.event_id = $2"))
                .execute(Tuple.of(sink, event))
                .map(rows -> rows.stream().map(Delivery::of).findFirst());
    }

    /**
     * Dead letters, the newest first.
     *
     * @param sink null: of all
     */
    public Uni<List<Delivery>> dead(String sink, int size, long offset) {
        return page(DEAD, sink, size, offset);
    }

    /** How many {@link #dead} can reach. */
    public Uni<Long> countDead(String sink) {
        return count(DEAD, sink);
    }

    /**
     * Has an event sent again, dead or delivered; how many: none where it waits already, or was never for this sink.
     */
    public Uni<Long> replay(String sink, UUID event) {
        return run(pool, REPLAY, "d.event_id = $2 and d.status <> 'pending'", Tuple.of(sink, event));
    }

    /** Has a dead letter sent again, once the connection's transaction commits; how many: one or none. */
    public Uni<Long> replayDead(SqlClient connection, String sink, UUID event) {
        return run(connection, REPLAY, "d.event_id = $2 and d.status = 'dead'", Tuple.of(sink, event));
    }

    /** Has all dead letters of a sink sent again, once the connection's transaction commits; how many. */
    public Uni<Long> replayDead(SqlClient connection, String sink) {
        return run(connection, REPLAY, "d.status = 'dead'", Tuple.of(sink));
    }

    /** A sink that will not come back, with everything about its deliveries. */
    public Uni<Void> forget(SqlClient connection, String sink) {
        return Multi.createFrom()
                .iterable(FORGET)
                .onItem()
                .transformToUniAndConcatenate(statement ->
                        connection.preparedQuery(sql(statement, "")).execute(Tuple.of(sink)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static String ofSink(String status) {
        return status == null ? OF_SINK : Objects.requireNonNull(OF_SINK_BY_STATUS.get(status), status);
    }

    private Uni<List<Delivery>> page(String condition, String sink, int size, long offset) {
        return pool.preparedQuery(sql(PAGE, condition))
                .execute(Tuple.of(sink, size, offset))
                .map(rows -> rows.stream().map(Delivery::of).toList());
    }

    private Uni<Long> count(String condition, String sink) {
        return run(pool, COUNT, condition, Tuple.of(sink));
    }

    private Uni<Long> run(SqlClient connection, String statement, String condition, Tuple values) {
        return connection
                .preparedQuery(sql(statement, condition))
                .execute(values)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private String sql(String statement, String condition) {
        return statement.formatted(config.schema().orElseThrow(), condition);
    }
}
