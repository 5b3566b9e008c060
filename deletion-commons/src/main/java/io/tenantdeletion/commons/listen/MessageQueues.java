package io.tenantdeletion.commons.listen;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.broker.RabbitMqConfig;
import io.tenantdeletion.commons.broker.RabbitMqSession;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.commons.listen.ListenConfig.QueueType;
import io.tenantdeletion.commons.service.DeletionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The queue of this process and its replicas, and the one for its dead letters. */
@ApplicationScoped
class MessageQueues {

    private final RabbitMqConfig broker;
    private final ListenConfig config;
    private final String queue;

    MessageQueues(
            RabbitMqConfig broker,
            ListenConfig config,
            DeletionConfig deletion,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "unnamed") String application) {
        this.broker = broker;
        this.config = config;
        String services = deletion.services()
                .map(names -> "." + String.join(".", new TreeSet<>(names)))
                .orElse("");
        queue = config.queue().orElse("tenant-deletion." + application + services);
    }

    String queue() {
        return queue;
    }

    String deadLetters() {
        return queue + ".dead-letters";
    }

    /** Makes what is missing. */
    Uni<Void> declare(RabbitMqSession session) {
        boolean isQuorum =
                config.queueType() == QueueType.AUTO ? session.isRabbitMq() : config.queueType() == QueueType.QUORUM;
        return session.call(channel -> {
            declare(channel, isQuorum ? Map.of("x-queue-type", "quorum") : Map.of());
            return null;
        });
    }

    private void declare(Channel channel, Map<String, Object> type) throws IOException {
        channel.exchangeDeclare(broker.exchange(), BuiltinExchangeType.TOPIC, true);
        channel.queueDeclare(deadLetters(), true, false, false, type);
        Map<String, Object> arguments = new TreeMap<>(type);
        if (!type.isEmpty()) {
            // For one that ends its receiver again and again: some brokers drop it after so many deliveries.
            arguments.put("x-dead-letter-exchange", "");
            arguments.put("x-dead-letter-routing-key", deadLetters());
        }
        channel.queueDeclare(queue, true, false, false, arguments);
        channel.queueBind(queue, broker.exchange(), EventTypes.TENANT_DELETED);
        channel.queueBind(queue, broker.exchange(), EventTypes.USER_DELETED);
    }
}
