package io.tenantdeletion.orchestrator.events;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.Deliveries;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/** Has dead letters sent again; the line about it is in the same transaction. */
@ApplicationScoped
public class DeadLetters {

    private static final String AUDIT = """
            select orchestrator.append_audit(gen_random_uuid(), null, $1, $2, 'dead_letters.replayed', null, null, 'done', null, $3)
            """;

    private final Pool pool;
    private final Deliveries deliveries;

    DeadLetters(Pool pool, Deliveries deliveries) {
        this.pool = pool;
        this.deliveries = deliveries;
    }

    /** Has one of a sink's sent again; how many: one or none. */
    public Uni<Long> replay(String sink, UUID event, AuditContext by) {
        JsonObject detail = JsonObject.of("sink", sink, "event_id", event.toString());
        return replay(connection -> deliveries.replayDead(connection, sink, event), detail, by);
    }

    /** Has all of a sink's sent again; how many. */
    public Uni<Long> replay(String sink, AuditContext by) {
        return replay(connection -> deliveries.replayDead(connection, sink), JsonObject.of("sink", sink), by);
    }

    private Uni<Long> replay(Function<SqlConnection, Uni<Long>> replay, JsonObject detail, AuditContext by) {
        return pool.withTransaction(connection -> replay.apply(connection)
                .call(replayed -> replayed == 0
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(AUDIT)
                                .execute(Tuple.of(
                                        by.by(), by.from(), detail.copy().put("replayed", replayed)))));
    }
}
