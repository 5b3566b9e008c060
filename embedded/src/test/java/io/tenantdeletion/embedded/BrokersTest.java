package io.tenantdeletion.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BrokersTest {

    @Test
    void theEmbeddedBrokerConfirmsWhatItTakes() throws Exception {
        try (AmqpBroker broker = AmqpBroker.start()) {
            publishes(broker.url(), "one");
        }
    }

    @Test
    @Tag("long")
    void anInstalledRabbitMqKeepsWhatItHasConfirmedWhenItIsKilled() throws Exception {
        assumeTrue(RabbitMqServer.isInstalled(), "no RabbitMQ is installed");
        try (RabbitMqServer server = RabbitMqServer.start()) {
            publishes(server.url(), "one");

            // When
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            server.process().restart();

            // Then
            try (Connection connection = connect(server.url())) {
                assertThat(connection.createChannel().messageCount("one")).isEqualTo(1);
            }
        }
    }

    private static void publishes(String url, String queue) throws Exception {
        try (Connection connection = connect(url)) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            channel.exchangeDeclare("tenant.events", "topic", true);
            channel.queueDeclare(queue, true, false, false, null);
            channel.queueBind(queue, "tenant.events", "tenant.*");
            channel.basicPublish("tenant.events", "tenant.deleted", MessageProperties.PERSISTENT_BASIC, new byte[] {1});
            channel.waitForConfirmsOrDie(10_000);
            assertThat(channel.messageCount(queue)).isEqualTo(1);
        }
    }

    private static Connection connect(String url) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        return factory.newConnection();
    }
}
