package io.tenantdeletion.orchestrator.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.broker.MessageRefusedException;
import io.tenantdeletion.commons.broker.RabbitMqConnections;
import io.tenantdeletion.commons.broker.RabbitMqSession;
import io.tenantdeletion.commons.delivery.DeliveryResult;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.commons.delivery.OrderedDelivery;
import io.tenantdeletion.commons.delivery.Sink;
import io.tenantdeletion.commons.trace.TraceParent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Publishes events to the topic exchange, persistent, each confirmed by the broker before it counts as delivered. The
 * subjects of a batch travel at once, the events of one subject one by one. Connected when there is something to send.
 */
final class RabbitMqSink implements Sink {

    /** Of CloudEvents 1.0, structured mode. */
    static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final int PERSISTENT = 2;
    private static final int BATCH = 1000;

    private final RabbitMqConnections connections;
    private final Function<List<Event>, Uni<Map<UUID, String>>> traces;
    private Uni<RabbitMqSession> session;

    /** @param traces the traces that events are parts of, by the events' ids; never fails */
    RabbitMqSink(RabbitMqConnections connections, Function<List<Event>, Uni<Map<UUID, String>>> traces) {
        this.connections = connections;
        this.traces = traces;
    }

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public boolean wants(Event event) {
        return !EventTypes.isForMailOnly(event.type());
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Uni<List<DeliveryResult>> deliver(List<Event> events) {
        return traces.apply(events)
                .flatMap(known -> session()
                        .flatMap(open -> OrderedDelivery.deliver(
                                        events, BATCH, event -> publish(open, event, known.get(event.id())))
                                .onFailure()
                                .invoke(unknown -> leave(open))))
                .emitOn(callersContext());
    }

    private Uni<DeliveryResult> publish(RabbitMqSession open, Event event, String traceparent) {
        return open.publish(
                        connections.config().exchange(),
                        event.type(),
                        properties(event, traceparent),
                        event.toCloudEvent().toBuffer().getBytes())
                .replaceWith(DeliveryResult.delivered())
                .onFailure(MessageRefusedException.class)
                .recoverWithItem(refused -> DeliveryResult.retry(refused.getMessage()));
    }

    private static BasicProperties properties(Event event, String traceparent) {
        return new BasicProperties.Builder()
                .messageId(event.id().toString())
                .type(event.type())
                .contentType(CONTENT_TYPE)
                .deliveryMode(PERSISTENT)
                .headers(traceparent == null ? null : Map.of(TraceParent.HEADER, traceparent))
                .timestamp(Date.from(event.time()))
                .build();
    }

    /** The one connection, or a new one where that has ended or could not be opened. */
    private synchronized Uni<RabbitMqSession> session() {
        if (session == null) {
            session = connections
                    .open("events")
                    .flatMap(this::declare)
                    .invoke(open -> open.whenClosed(this::forget))
                    .onFailure()
                    .invoke(away -> forget())
                    .memoize()
                    .indefinitely();
        }
        return session;
    }

    private Uni<RabbitMqSession> declare(RabbitMqSession open) {
        return open.call(channel ->
                        channel.exchangeDeclare(connections.config().exchange(), BuiltinExchangeType.TOPIC, true))
                .replaceWith(open)
                .onFailure()
                .invoke(open::close);
    }

    private synchronized void forget() {
        session = null;
    }

    /** What it has not confirmed by now may or may not be stored; a blocked broker is the same one later. */
    private static void leave(RabbitMqSession open) {
        if (!open.isBlocked()) {
            open.close();
        }
    }

    /** Ends the connection. */
    synchronized void close() {
        if (session != null) {
            session.subscribe().with(RabbitMqSession::close, never -> {});
        }
    }

    private static Executor callersContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(nothing -> task.run());
    }
}
