package io.tenantdeletion.orchestrator.broker;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.broker.RabbitMqConnections;
import io.tenantdeletion.commons.delivery.Sink;
import io.tenantdeletion.commons.delivery.SinkSource;
import io.tenantdeletion.orchestrator.trace.JobTraces;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The sink of the configured broker; none without one. */
@ApplicationScoped
class RabbitMqSinkSource implements SinkSource {

    private final RabbitMqSink sink;
    private final List<Sink> sinks;

    RabbitMqSinkSource(RabbitMqConnections connections, JobTraces traces) {
        sink = new RabbitMqSink(connections, events -> traces.of(events));
        sinks = connections.isConfigured() ? List.of(sink) : List.of();
    }

    @Override
    public Uni<List<Sink>> sinks() {
        return Uni.createFrom().item(sinks);
    }

    @PreDestroy
    void close() {
        sink.close();
    }
}
