package io.tenantdeletion.orchestrator.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.tenantdeletion.commons.test.TestBroker;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A durable queue that gets every event. */
final class TestQueue implements AutoCloseable {

    private final Connection connection;
    private final Channel channel;
    private final String name;

    private TestQueue(Connection connection, String name) throws IOException {
        this.connection = connection;
        this.name = name;
        this.channel = connection.createChannel();
    }

    static TestQueue bound(TestBroker broker, Map<String, Object> arguments) {
        try {
            TestQueue queue = again(broker, "test-" + UUID.randomUUID());
            queue.channel.exchangeDeclare("tenant.events", "topic", true);
            queue.channel.queueDeclare(queue.name, true, false, false, arguments);
            queue.channel.queueBind(queue.name, "tenant.events", "#");
            return queue;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static TestQueue again(TestBroker broker, String name) {
        try {
            return new TestQueue(broker.connect(), name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String name() {
        return name;
    }

    long size() {
        try {
            return channel.messageCount(name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    GetResponse next() {
        try {
            return channel.basicGet(name, true);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The ids of all messages, as they come; some twice, perhaps. */
    List<String> drainInOrder() {
        List<String> ids = new ArrayList<>();
        for (GetResponse message = next(); message != null; message = next()) {
            ids.add(message.getProps().getMessageId());
        }
        return ids;
    }

    /** The ids of each subject's messages, in the order in which each was seen first. */
    Map<String, Set<String>> drain() {
        Map<String, Set<String>> ids = new LinkedHashMap<>();
        for (GetResponse message = next(); message != null; message = next()) {
            JsonObject event = new JsonObject(new String(message.getBody(), StandardCharsets.UTF_8));
            ids.computeIfAbsent(event.getString("subject"), key -> new LinkedHashSet<>())
                    .add(message.getProps().getMessageId());
        }
        return ids;
    }

    @Override
    public void close() {
        try {
            if (connection.isOpen()) {
                channel.queueUnbind(name, "tenant.events", "#");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            connection.abort();
        }
    }
}
