package io.tenantdeletion.commons.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Writes events down in the transaction of what they tell. */
@ApplicationScoped
public class EventOutbox {

    /**
     * Takes events as one JSON array. Each locks its subject until the commit, in the order of the ids, so that writers
     * of several never wait for each other in a circle. One that is known is left as it is.
     */
    private static final String APPEND = """
            insert into %s.outbox (id, type, source, subject, time, data)
            select id, type, source, subject, time, data
              from jsonb_to_recordset($1) e(n int, id uuid, type text, source text, subject uuid, time timestamptz, data jsonb)
             order by subject, n
            on conflict (id) do nothing
            """;

    private static final String LET_GO =
            "select %1$s.let_go(subject) from %1$s.outbox where id = $1 and held_since is not null";

    private final DeliveryConfig config;

    EventOutbox(DeliveryConfig config) {
        this.config = config;
    }

    /**
     * Appends events to the transaction of the connection; those of one subject in their order.
     *
     * @param connection the one whose transaction makes the change that the events tell
     */
    public Uni<Void> append(SqlClient connection, List<Event> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String sql = APPEND.formatted(config.schema().orElseThrow());
        return connection.preparedQuery(sql).execute(Tuple.of(json(events))).replaceWithVoid();
    }

    /**
     * Lets an event go that waits for what others tell of its subject: all of it is there. Nothing where it does not
     * wait.
     *
     * @param connection the one whose transaction has appended what was waited for
     */
    public Uni<Void> letGo(SqlClient connection, UUID event) {
        String sql = LET_GO.formatted(config.schema().orElseThrow());
        return connection.preparedQuery(sql).execute(Tuple.of(event)).replaceWithVoid();
    }

    private static JsonArray json(List<Event> events) {
        JsonArray rows = new JsonArray();
        for (Event event :
                events.stream().sorted(Comparator.comparing(Event::subject)).toList()) {
            rows.add(row(event).put("n", rows.size()));
        }
        return rows;
    }

    private static JsonObject row(Event event) {
        return new JsonObject()
                .put("id", event.id().toString())
                .put("type", event.type())
                .put("source", event.source())
                .put("subject", event.subject().toString())
                .put("time", event.time().toString())
                .put("data", event.data());
    }
}
