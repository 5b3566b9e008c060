package io.tenantdeletion.commons.listen;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tenantdeletion.commons.broker.RabbitMqConnections;
import jakarta.enterprise.context.ApplicationScoped;

/** Another replica: a connection and a subscription of its own to the same queue. */
@ApplicationScoped
public class SecondListener {

    private final RabbitMqConnections connections;
    private final ListenConfig config;
    private final MessageQueues queues;
    private final MessageHandler handler;
    private final MessageSettlement settlement;
    private DeletionListener listener;

    SecondListener(
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

    /** Begins to listen. */
    public void start() {
        listener = new DeletionListener(connections, config, queues, handler, settlement);
        listener.start(new StartupEvent(), new SimpleMeterRegistry());
    }

    /** Closes its connection, whatever it is at. */
    public void stop() {
        listener.stop(new ShutdownEvent());
    }
}
