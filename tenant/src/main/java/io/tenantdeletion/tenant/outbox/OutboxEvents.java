package io.tenantdeletion.tenant.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes events down in the transaction of what they tell; the delivery engine sends them to the orchestrator. */
@ApplicationScoped
public class OutboxEvents {

    private static final String SOURCE = "tenant";
    private static final String TENANT_ID = "tenant_id";

    // Without naming the key, which the purge role may not read.
    private static final String APPEND = """
            insert into tenant.outbox (id, type, source, subject, time, data)
            values (:id, :type, :source, :subject, :time, cast(cast(:data as text) as jsonb)) on conflict do nothing
            """;

    /**
     * Writes {@code tenant.deleted} in the session's transaction; of a job it is the same event that the orchestrator
     * tells once the job has completed.
     */
    public Uni<Void> tenantDeleted(Mutiny.Session session, TenantId tenant, Optional<JobId> job) {
        String type = EventTypes.TENANT_DELETED;
        UUID id = job.map(known -> Event.id(type, known.value())).orElseGet(UUID::randomUUID);
        JsonObject data = new JsonObject().put(TENANT_ID, tenant.toString());
        job.ifPresent(known -> data.put("job_id", known.toString()));
        return append(session, event(id, type, tenant.value(), data));
    }

    /** Writes {@code ownership.transferred} in the current transaction. */
    public Uni<Void> ownershipTransferred(UUID tenant, UUID previousOwner, UUID newOwner) {
        JsonObject data = new JsonObject()
                .put(TENANT_ID, tenant.toString())
                .put("previous_owner_id", previousOwner.toString())
                .put("new_owner_id", newOwner.toString());
        Event event = event(UUID.randomUUID(), EventTypes.OWNERSHIP_TRANSFERRED, tenant, data);
        return Panache.getSession().chain(session -> append(session, event));
    }

    private static Event event(UUID id, String type, UUID subject, JsonObject data) {
        return new Event(id, type, SOURCE, subject, Instant.now().truncatedTo(ChronoUnit.MICROS), data);
    }

    private static Uni<Void> append(Mutiny.Session session, Event event) {
        return session.createNativeQuery(APPEND)
                .setParameter("id", event.id())
                .setParameter("type", event.type())
                .setParameter("source", event.source())
                .setParameter("subject", event.subject())
                .setParameter("time", event.time())
                .setParameter("data", event.data().encode())
                .executeUpdate()
                .replaceWithVoid();
    }
}
