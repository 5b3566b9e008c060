package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to every event from now on, as any program could, with a queue that goes with it. */
final class EventWatch implements AutoCloseable {

    private static final String EXCHANGE = "tenant.events";
    private static final long LOOK_MILLIS = 100;

    private final ObjectMapper json = new ObjectMapper();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Connection connection;

    private EventWatch(Connection connection) {
        this.connection = connection;
    }

    static EventWatch of(String url) {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(url);
            Connection connection = factory.newConnection("quickstart");
            EventWatch watch = new EventWatch(connection);
            Channel channel = connection.createChannel();
            channel.exchangeDeclare(EXCHANGE, BuiltinExchangeType.TOPIC, true);
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, EXCHANGE, "#");
            channel.basicConsume(queue, true, watch::receive, tag -> {});
            return watch;
        } catch (Exception e) {
            throw new QuickstartException("The broker does not answer: " + e.getMessage());
        }
    }

    private void receive(String tag, Delivery delivery) throws IOException {
        events.add(json.readTree(delivery.getBody()));
    }

    /** What was told of somebody, once an event of this type was among it, or the time is over. */
    List<JsonNode> about(UUID subject, String last, Duration patience, Lifeline lifeline) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            List<JsonNode> told = events.stream()
                    .filter(event ->
                            subject.toString().equals(event.path("subject").asText()))
                    .toList();
            boolean isOver = told.stream()
                    .anyMatch(event -> last.equals(event.path("type").asText()));
            if (isOver || System.nanoTime() > deadline) {
                return told;
            }
            lifeline.pause(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        connection.abort();
    }
}
