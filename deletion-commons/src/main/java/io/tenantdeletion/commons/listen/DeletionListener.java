package io.tenantdeletion.commons.listen;

import com.rabbitmq.client.Delivery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.broker.RabbitMqConnections;
import io.tenantdeletion.commons.broker.RabbitMqSession;
import io.tenantdeletion.commons.trace.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Subscribes to deletions where a broker is configured, and again whenever the connection is lost. What was not
 * acknowledged until then comes again, to this process or another.
 */
@ApplicationScoped
class DeletionListener {

    private static final Logger LOG = Logger.getLogger(DeletionListener.class);

    private final RabbitMqConnections connections;
    private final ListenConfig config;
    private final MessageQueues queues;
    private final MessageHandler handler;
    private final MessageSettlement settlement;
    private volatile RabbitMqSession session;
    private volatile boolean stopped;
    private int failures;

    DeletionListener(
            RabbitMqConnections connections,
            ListenConfig config,
            MessageQueues queues,
            MessageHandler handler,
            MessageSettlement settlement) {
        this.connections = connections;
        this.config = config;
        this.queues = queues;
        this.handler = handler;
        this.settlement = settlement;
    }

    void start(@Observes StartupEvent event, MeterRegistry metrics) {
        if (connections.isConfigured() && config.enabled()) {
            Gauge.builder("deletion.listener.connected", () -> session == null ? 0 : 1)
                    .description("Whether this process receives deletions")
                    .register(metrics);
            connect();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        if (session != null) {
            session.close();
        }
    }

    private void connect() {
        if (stopped) {
            return;
        }
        connections
                .open("listener")
                .flatMap(open -> subscribe(open).onFailure().invoke(open::close))
                .subscribe()
                .with(this::connected, failure -> {
                    LOG.warnf("Deletions cannot be listened to: %s; tried again", failure);
                    connectLater();
                });
    }

    private Uni<RabbitMqSession> subscribe(RabbitMqSession open) {
        return queues.declare(open)
                .chain(() -> open.consume(queues.queue(), config.prefetch(), delivery -> receive(open, delivery)))
                .replaceWith(open);
    }

    private void connected(RabbitMqSession open) {
        LOG.infof("Listening to deletions on the queue %s", queues.queue());
        failures = 0;
        session = open;
        open.whenClosed(() -> {
            session = null;
            connectLater();
        });
        if (stopped) {
            open.close();
        }
    }

    private void connectLater() {
        failures++;
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(MessageSettlement.pause(config, failures))
                .subscribe()
                .with(now -> connect());
    }

    private void receive(RabbitMqSession open, Delivery delivery) {
        handler.handle(delivery.getBody(), traceparent(delivery))
                .flatMap(outcome -> settlement.settle(open, delivery, outcome))
                .subscribe()
                .with(settled -> {}, failure -> {
                    // Nobody knows what the broker knows: it is to send all of it again.
                    LOG.warnf("A message could not be acknowledged: %s", failure);
                    open.close();
                });
    }

    private static String traceparent(Delivery delivery) {
        Map<String, Object> headers = delivery.getProperties().getHeaders();
        Object value = headers == null ? null : headers.get(TraceParent.HEADER);
        return value == null ? null : value.toString();
    }
}
