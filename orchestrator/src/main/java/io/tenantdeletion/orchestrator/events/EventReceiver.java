package io.tenantdeletion.orchestrator.events;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventOutbox;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.commons.problem.ProblemException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes services' events, each by itself and once. */
@ApplicationScoped
public class EventReceiver {

    private static final String STATUS = "select status from orchestrator.deletion_jobs where job_id = $1";
    private static final Set<String> RUNNING = Set.of("pending", "in_progress", "failed");

    private final Pool pool;
    private final EventOutbox outbox;

    EventReceiver(Pool pool, EventOutbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /**
     * Takes events, one after the other, so that no two subjects are locked at once.
     *
     * @param events as CloudEvents in JSON
     */
    public Uni<List<EventResult>> take(List<Map<String, Object>> events) {
        Set<UUID> held = new HashSet<>();
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> take(new JsonObject(event), held))
                .collect()
                .asList();
    }

    private Uni<EventResult> take(JsonObject json, Set<UUID> held) {
        String id = String.valueOf(json.getValue("id"));
        Event event;
        try {
            event = CloudEventReader.read(json);
        } catch (ProblemException malformed) {
            return Uni.createFrom().item(EventResult.refused(id, malformed.getMessage()));
        }
        if (held.contains(event.subject())) {
            return Uni.createFrom().item(EventResult.retry(id, "an earlier event of its subject is not taken yet"));
        }
        return isEarly(event).chain(early -> {
            if (early) {
                held.add(event.subject());
                return Uni.createFrom().item(EventResult.retry(id, "its job has not completed"));
            }
            return append(event).replaceWith(EventResult.accepted(id));
        });
    }

    /** What the tenant service told of the tenant before was taken before: it tells in order. */
    private Uni<Void> append(Event event) {
        if (!event.type().equals(EventTypes.TENANT_DELETED)) {
            return outbox.append(pool, List.of(event));
        }
        return pool.withTransaction(connection ->
                outbox.append(connection, List.of(event)).chain(() -> outbox.letGo(connection, event.id())));
    }

    /**
     * That a tenant is gone is told when its job has completed, with the counts of all services; it is the same event,
     * and known by then.
     */
    private Uni<Boolean> isEarly(Event event) {
        Optional<UUID> job = job(event);
        if (!event.type().equals(EventTypes.TENANT_DELETED) || job.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return pool.preparedQuery(STATUS)
                .execute(Tuple.of(job.get()))
                .map(rows -> rows.size() == 1
                        && RUNNING.contains(rows.iterator().next().getString("status")));
    }

    private static Optional<UUID> job(Event event) {
        return Optional.ofNullable(event.data().getString("job_id")).map(UUID::fromString);
    }
}
