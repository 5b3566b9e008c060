package io.tenantdeletion.moderation.pipeline;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditApi;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.AuditEvents;
import io.tenantdeletion.commons.delivery.DeliveryResult;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.commons.delivery.Sink;
import io.tenantdeletion.commons.security.FreshToken;
import io.tenantdeletion.moderation.entity.Json;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The orchestrator's audit log; a line that comes again is written down once. */
@Singleton
class AuditSink implements Sink {

    private final AuditApi audit;
    private final Json json;

    AuditSink(@RestClient AuditApi audit, Json json) {
        this.audit = audit;
        this.json = json;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public boolean wants(Event event) {
        return event.type().equals(EventTypes.AUDIT_LINE);
    }

    @Override
    public int batchSize() {
        return AuditEvents.MAX;
    }

    @Override
    public Uni<List<DeliveryResult>> deliver(List<Event> events) {
        AuditEvents lines = new AuditEvents(events.stream()
                .map(event -> json.read(event.data().encode(), AuditEvent.class))
                .toList());
        return FreshToken.after401(() -> audit.append(lines))
                .map(taken ->
                        events.stream().map(event -> DeliveryResult.delivered()).toList());
    }
}
