package io.tenantdeletion.orchestrator.broker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantdeletion.commons.test.TestBroker;
import java.util.Map;

/** A broker that the orchestrator is told of. */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {

    static final String URL = "orchestrator.test.broker-url";

    private TestBroker broker;

    @Override
    public Map<String, String> start() {
        broker = TestBroker.start();
        System.setProperty(URL, broker.url().toString());
        return Map.of(
                "deletion.events.rabbitmq.url", broker.url().toString(),
                "deletion.delivery.schema", "orchestrator",
                "deletion.delivery.poll-every", "100ms",
                "deletion.delivery.hold", "100ms");
    }

    @Override
    public void stop() {
        System.clearProperty(URL);
        if (broker != null) {
            broker.close();
        }
    }
}
