package io.tenantdeletion.commons.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What waits, who delivers it, and what came of it, in PostgreSQL. Times are the database's. */
class DeliveryStore {

    private static final Logger LOG = Logger.getLogger(DeliveryStore.class);
    private static final int FAN_OUT = 500;
    private static final int REMOVED_AT_ONCE = 1000;
    /** The tables grow from nothing to very much between two looks of the planner; each statement wants few rows. */
    static final String BY_INDEX = Stream.of("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin")
            .map(way -> "set local enable_" + way + " = off;")
            .collect(Collectors.joining());

    private final Pool pool;
    private final DeliverySql sql;
    private final double hold;

    /**
     * @param schema has the outbox's tables
     * @param hold how long an event waits at most for what others have to tell before it
     */
    DeliveryStore(Pool pool, String schema, Duration hold) {
        this.pool = pool;
        this.sql = new DeliverySql(schema);
        this.hold = hold.toMillis() / 1000.0;
    }

    /** Whether there are events that no sink was asked about. */
    Uni<Boolean> isAnythingNew() {
        return inTransaction(connection ->
                        connection.preparedQuery(sql.isAnythingNew()).execute(Tuple.of(hold)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** How the sinks are doing. */
    Uni<List<SinkState>> states(List<String> sinks) {
        return inTransaction(connection ->
                        connection.preparedQuery(sql.states()).execute(Tuple.of(sinks.toArray(String[]::new))))
                .map(rows -> rows.stream()
                        .map(row -> new SinkState(
                                row.getString("name"),
                                row.getBoolean("due"),
                                row.getOffsetDateTime("failing_since") != null,
                                row.getOffsetDateTime("oldest") == null
                                        ? null
                                        : row.getOffsetDateTime("oldest").toInstant()))
                        .toList());
    }

    /**
     * Writes down to which sinks the oldest new events go, and lets those go that were held for long enough. One
     * replica at a time, for the order of a subject's events.
     *
     * @param sinks asked when the events have been read, so that none of them is older than a sink it does not go to
     * @return whether there may be more
     */
    Uni<Boolean> fanOut(Supplier<Uni<List<Sink>>> sinks) {
        return inTransaction(connection -> connection
                .preparedQuery(sql.fanOutLock())
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(mine -> mine
                        ? connection
                                .preparedQuery(sql.letGo())
                                .execute(Tuple.of(hold))
                                .chain(() ->
                                        connection.preparedQuery(sql.newest()).execute(Tuple.of(FAN_OUT)))
                        : Uni.createFrom().<RowSet<Row>>nullItem())
                .chain(rows -> rows == null || rows.size() == 0
                        ? Uni.createFrom().item(false)
                        : sinks.get().chain(all -> fanOut(connection, rows, all))));
    }

    private Uni<Boolean> fanOut(SqlConnection connection, RowSet<Row> rows, List<Sink> sinks) {
        JsonArray wanted = new JsonArray();
        List<UUID> ids = new ArrayList<>();
        for (Row row : rows) {
            Event event = event(row);
            ids.add(event.id());
            sinks.stream()
                    .filter(sink -> wants(sink, event))
                    .forEach(sink -> wanted.add(new JsonObject()
                            .put("sink", sink.name())
                            .put("event_id", event.id().toString())
                            .put("position", row.getLong("position"))
                            .put("subject", event.subject().toString())));
        }
        return connection
                .preparedQuery(sql.fanOut())
                .execute(Tuple.of(wanted, ids.toArray(UUID[]::new)))
                .replaceWith(ids.size() == FAN_OUT);
    }

    /** One sink's failure keeps events from no other; it says what is wrong when it is to deliver. */
    private static boolean wants(Sink sink, Event event) {
        try {
            return sink.wants(event);
        } catch (RuntimeException failure) {
            LOG.errorf(
                    failure, "The sink %s could not say whether it wants events of type %s", sink.name(), event.type());
            return true;
        }
    }

    /**
     * Takes lanes that are due and that nobody holds, with their oldest events.
     *
     * @param most how many of either
     * @param lease how long nobody else may have them
     */
    Uni<Claim> claim(String sink, int most, Duration lease) {
        UUID id = UUID.randomUUID();
        return inTransaction(connection -> connection
                .preparedQuery(sql.claim())
                .execute(Tuple.of(sink, most, id, lease.toMillis() / 1000.0))
                .map(rows -> claim(sink, id, rows, most)));
    }

    private static Claim claim(String sink, UUID lease, RowSet<Row> rows, int most) {
        List<Claim.Waiting> events = new ArrayList<>();
        for (Row row : rows) {
            if (row.getUUID("lane") == null) {
                events.add(new Claim.Waiting(event(row), row.getLong("position"), row.getInteger("attempts")));
            }
        }
        events.sort(Comparator.comparingLong(Claim.Waiting::position));
        Map<UUID, Long> lanes = new HashMap<>();
        // Where there are as many events as were asked for, a lane may have more, or even none of them.
        for (Row row : rows) {
            if (row.getUUID("lane") != null) {
                lanes.put(row.getUUID("lane"), events.size() < most ? row.getLong("last_position") : -1L);
            }
        }
        events.forEach(waiting -> lanes.put(waiting.event().subject(), waiting.position()));
        return new Claim(sink, lease, lanes, events);
    }

    /**
     * Writes down what came of a claim, and gives its lanes back; those of which nothing is left are gone.
     *
     * @param reached whether the sink was there
     */
    Uni<Void> mark(Claim claim, ClaimResult result, boolean reached) {
        // In the order of the database, so that nobody waits in a circle with who fans out.
        UUID[] subjects = claim.lanes().keySet().stream()
                .sorted(Comparator.comparing(UUID::toString))
                .toArray(UUID[]::new);
        Tuple values = Tuple.of(claim.sink(), claim.lease(), subjects, result.events())
                .addValue(result.through(subjects))
                .addValue(result.pauses(subjects))
                .addValue(reached);
        // In a statement of its own, so that the next one sees what was fanned out while the lock was waited for.
        return inTransaction(connection -> connection
                .preparedQuery(sql.lockLanes())
                .execute(Tuple.of(claim.sink(), claim.lease(), subjects))
                .chain(() -> connection.preparedQuery(sql.mark()).execute(values))
                .replaceWithVoid());
    }

    /**
     * The sink is away, and pauses.
     *
     * @param why a word of ours
     * @return whether it was there before
     */
    Uni<Boolean> pause(String sink, String why, Duration first, Duration longest) {
        Tuple values = Tuple.of(sink, why, first.toMillis() / 1000.0, longest.toMillis() / 1000.0);
        return pool.preparedQuery(sql.pause())
                .execute(values)
                .map(rows -> rows.size() == 1 && rows.iterator().next().getInteger("attempts") == 1);
    }

    /** Removes events that everybody has had for so long; all of them, a part at a time. */
    Uni<Void> removeOlderThan(Duration age) {
        Tuple values = Tuple.of(age.toMillis() / 1000.0, REMOVED_AT_ONCE);
        return this.<Integer>inTransaction(connection ->
                        connection.preparedQuery(sql.remove()).execute(values).map(RowSet::rowCount))
                .chain(removed -> removed == REMOVED_AT_ONCE
                        ? removeOlderThan(age)
                        : Uni.createFrom().voidItem());
    }

    private <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(
                connection -> connection.query(BY_INDEX).execute().chain(() -> work.apply(connection)));
    }

    private static Event event(Row row) {
        return new Event(
                row.getUUID("id"),
                row.getString("type"),
                row.getString("source"),
                row.getUUID("subject"),
                row.getOffsetDateTime("time").toInstant(),
                row.getJsonObject("data"));
    }
}
