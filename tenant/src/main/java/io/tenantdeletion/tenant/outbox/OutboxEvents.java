package io.tenantdeletion.tenant.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes events down; they are published later, at least once. */
@ApplicationScoped
public class OutboxEvents {

    private final ObjectMapper json;

    OutboxEvents(ObjectMapper json) {
        this.json = json;
    }

    /** Writes {@code tenant.deleted} in the session's transaction. */
    public Uni<Void> tenantDeleted(Mutiny.Session session, TenantId tenant) {
        TenantDeleted event = new TenantDeleted(UUID.randomUUID(), tenant, Instant.now());
        return session.persist(row(event)).call(session::flush);
    }

    private OutboxEvent row(TenantDeleted event) {
        OutboxEvent row = new OutboxEvent();
        row.id = event.eventId();
        row.aggregateId = event.tenantId().value();
        row.type = TenantDeleted.TYPE;
        row.payload = text(event);
        row.createdAt = event.occurredAt();
        return row;
    }

    private String text(Object payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An event could not be written as JSON", impossible);
        }
    }
}
