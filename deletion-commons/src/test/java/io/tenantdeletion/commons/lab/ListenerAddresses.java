package io.tenantdeletion.commons.lab;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantdeletion.embedded.Loopback;
import java.util.Map;

/** Chooses where the broker and the orchestrator of a test will be; test and resource meet in system properties. */
public class ListenerAddresses implements QuarkusTestResourceLifecycleManager {

    static final String BROKER_PORT = "lab.test.broker-port";
    static final String ORCHESTRATOR_PORT = "lab.test.orchestrator-port";

    @Override
    public Map<String, String> start() {
        int broker = Loopback.freePort();
        int orchestrator = Loopback.freePort();
        System.setProperty(BROKER_PORT, String.valueOf(broker));
        System.setProperty(ORCHESTRATOR_PORT, String.valueOf(orchestrator));
        return Map.of(
                "orchestrator.url", "http://localhost:" + orchestrator,
                "deletion.events.rabbitmq.url", "amqp://guest:guest@" + Loopback.ADDRESS + ":" + broker,
                "deletion.events.rabbitmq.confirm-timeout", "2s",
                "deletion.listen.queue", "lab",
                "deletion.listen.first-pause", "100ms",
                "deletion.listen.max-pause", "500ms");
    }

    @Override
    public void stop() {
        System.clearProperty(BROKER_PORT);
        System.clearProperty(ORCHESTRATOR_PORT);
    }
}
