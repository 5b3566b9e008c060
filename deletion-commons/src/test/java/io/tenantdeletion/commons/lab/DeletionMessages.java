package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.test.BrokerRelay;
import io.tenantdeletion.commons.test.TestBroker;
import io.tenantdeletion.commons.test.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The broker of a listener, what is published there, and what the listener says that it did with it. */
final class DeletionMessages implements AutoCloseable {

    private static final String EXCHANGE = "tenant.events";
    private static final String DEAD_LETTERS = "lab.dead-letters";
    private static final List<String> SETTLED = List.of("purged", "nothing", "skipped", "dead");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final TestBroker broker = TestBroker.start();
    final BrokerRelay relay = BrokerRelay.before(broker, Integer.getInteger(ListenerAddresses.BROKER_PORT));

    private Connection connection;
    private Channel channel;
    private Map<String, Double> before = Map.of();
    private int published;

    DeletionMessages() {
        openChannel();
    }

    /** Anew, after the broker was away. */
    void openChannel() {
        try {
            connection = broker.connect();
            channel = connection.createChannel();
            channel.confirmSelect();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits for the listener, and counts from now on. */
    void begin() {
        awaitConnected();
        published = 0;
        before = SETTLED.stream().collect(Collectors.toMap(Function.identity(), DeletionMessages::total));
    }

    void awaitConnected() {
        await().atMost(PATIENCE).until(() -> metric("deletion_listener_connected") == 1);
    }

    /** Waits until everything published since is dealt with, and nobody is at work any more. */
    void awaitSettled() {
        await().atMost(PATIENCE)
                .until(() -> SETTLED.stream().mapToDouble(this::outcomes).sum() >= published);
        await().until(() -> TestDatabase.query(
                        "select pid from pg_stat_activity where usename = 'purge'" + " and state <> 'idle'")
                .isEmpty());
    }

    /** An event that somebody is erased; by a job, or by none. */
    void publish(String kind, UUID subject, UUID job) {
        JsonObject data = new JsonObject().put(kind + "_id", subject.toString());
        if (job != null) {
            data.put("job_id", job.toString());
        }
        Event event = new Event(UUID.randomUUID(), kind + ".deleted", "orchestrator", subject, Instant.now(), data);
        send(event.type(), event.toCloudEvent().toBuffer().getBytes(), event.id());
    }

    void send(String type, byte[] body, UUID id) {
        try {
            BasicProperties properties = new BasicProperties.Builder()
                    .messageId(id.toString())
                    .deliveryMode(2)
                    .build();
            channel.basicPublish(EXCHANGE, type, properties, body);
            channel.waitForConfirmsOrDie(10_000);
            published++;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    long listeners() throws IOException {
        return channel.consumerCount("lab");
    }

    long waiting() throws IOException {
        return channel.messageCount("lab");
    }

    long dead() throws IOException {
        return channel.messageCount(DEAD_LETTERS);
    }

    /** Takes a dead letter, and tells its reason. */
    String reasonOfDeadLetter() throws IOException {
        GetResponse letter = channel.basicGet(DEAD_LETTERS, true);
        return String.valueOf(letter.getProps().getHeaders().get("deletion-reason"));
    }

    /** How many messages have come to this since it began. */
    double outcomes(String outcome) {
        return total(outcome) - before.get(outcome);
    }

    private static double total(String outcome) {
        return metric("deletion_listener_messages_total{outcome=\"" + outcome + "\"}");
    }

    static double metric(String name) {
        return get("/q/metrics")
                .body()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        connection.abort();
        relay.close();
        broker.close();
    }
}
