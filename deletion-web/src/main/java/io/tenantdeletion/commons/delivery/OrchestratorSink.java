package io.tenantdeletion.commons.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.FreshToken;
import java.util.List;
import java.util.stream.StreamSupport;

/** The orchestrator, which tells everybody else, so that the order of a subject's events has one place. */
public final class OrchestratorSink implements Sink {

    /** Well within the longest body that it reads. */
    private static final int BATCH = 50;

    private final EventApi orchestrator;

    public OrchestratorSink(EventApi orchestrator) {
        this.orchestrator = orchestrator;
    }

    @Override
    public String name() {
        return "orchestrator";
    }

    @Override
    public boolean wants(Event event) {
        return !event.type().equals(EventTypes.AUDIT_LINE);
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Uni<List<DeliveryResult>> deliver(List<Event> events) {
        EventApi.Batch batch = new EventApi.Batch(
                events.stream().map(event -> event.toCloudEvent().getMap()).toList());
        return FreshToken.after401(() -> orchestrator.tell(batch))
                .map(answer -> StreamSupport.stream(answer.path("results").spliterator(), false)
                        .map(OrchestratorSink::result)
                        .toList());
    }

    private static DeliveryResult result(JsonNode told) {
        String reason = told.path("reason").asText(null);
        return switch (told.path("status").asText()) {
            case "accepted" -> DeliveryResult.delivered();
            case "refused" -> DeliveryResult.refused(reason);
            default -> DeliveryResult.retry(reason);
        };
    }
}
