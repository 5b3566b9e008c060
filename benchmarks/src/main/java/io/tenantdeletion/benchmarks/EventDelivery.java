package io.tenantdeletion.benchmarks;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.Platform;
import io.tenantdeletion.quickstart.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Events that wait in the outbox, until the last of them is in a queue of the broker; beside it, what a plain publisher
 * with the same client needs for as many messages of the same size, stored and confirmed as well.
 */
final class EventDelivery {

    private static final String EXCHANGE = "tenant.events";
    private static final String TYPE = "benchmark.measured";
    private static final int OF_EACH_SUBJECT = 5;
    private static final int PERSISTENT = 2;
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int AT_ONCE = 5_000;

    private static final String WAIT = """
            insert into orchestrator.outbox (id, type, source, subject, time, data)
            select gen_random_uuid(), '%s', '/benchmarks', s.subject, now(),
                   jsonb_build_object('tenant_id', s.subject, 'job_id', gen_random_uuid(), 'number', n)
            from (select cast(md5(? || n / %d) as uuid) subject, n from generate_series(?, ? - 1) n) s""".formatted(TYPE, OF_EACH_SUBJECT);

    private static final String PAUSE = """
            insert into orchestrator.delivery_sink (name, paused_until) values ('rabbitmq', now() + interval '1 hour')
            on conflict (name) do update set paused_until = excluded.paused_until
            """;
    private static final String GO_ON = "update orchestrator.delivery_sink set paused_until = null";
    private static final String NEW = "select count(*) from orchestrator.outbox where fanned_out_at is null";

    private final PostgresServer postgres;
    private final String broker;
    private final Console console;

    EventDelivery(Platform platform, Console console) {
        this.postgres = platform.postgres();
        this.broker = platform.broker();
        this.console = console;
    }

    /**
     * So many events.
     *
     * @param outbox from the outbox to the queue
     * @param plain published by itself
     */
    record Result(int events, Times outbox, Times plain) {

        double ratio() {
            return outbox.ratioTo(plain);
        }

        /** Microseconds; of few events it is how long the outbox is not looked at. */
        double costOfOne() {
            return 1000 * outbox.median() / events;
        }
    }

    /** In turns; the first round is warming up. */
    Result run(int events, int rounds) {
        List<Duration> outbox = new ArrayList<>();
        List<Duration> plain = new ArrayList<>();
        try (Connection connection = connect()) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            channel.exchangeDeclare(EXCHANGE, BuiltinExchangeType.TOPIC, true);
            String queue =
                    channel.queueDeclare("benchmark", true, false, true, null).getQueue();
            channel.queueBind(queue, EXCHANGE, TYPE);
            for (int round = 0; round <= rounds; round++) {
                Duration byOutbox = outbox(channel, queue, events);
                Duration byItself = plain(channel, queue, events);
                if (round > 0) {
                    outbox.add(byOutbox);
                    plain.add(byItself);
                }
            }
            channel.queueDelete(queue);
        } catch (Exception e) {
            throw new IllegalStateException("The broker cannot be measured: " + e.getMessage(), e);
        }
        Result result = new Result(events, Times.of(outbox), Times.of(plain));
        console.status(Text.count(events) + " events: "
                + Text.time(Duration.ofMillis((long) result.outbox().median())));
        return result;
    }

    private Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker);
        return factory.newConnection("benchmarks");
    }

    private Duration outbox(Channel channel, String queue, int events) throws IOException, SQLException {
        try (java.sql.Connection connection = postgres.connect(Platform.ORCHESTRATOR_DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(PAUSE);
            fill(connection, events);
            await(() -> isFannedOut(statement), "fanned out");
            statement.execute(GO_ON);
            return awaitAll(channel, queue, events, System.nanoTime());
        }
    }

    /** A part at a time, for each transaction locks the subjects that it tells of. */
    private static void fill(java.sql.Connection connection, int events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WAIT)) {
            insert.setString(1, UUID.randomUUID().toString());
            for (int from = 0; from < events; from += AT_ONCE) {
                insert.setInt(2, from);
                insert.setInt(3, Math.min(events, from + AT_ONCE));
                insert.executeUpdate();
            }
        }
    }

    private static boolean isFannedOut(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(NEW)) {
            return row.next() && row.getInt(1) == 0;
        }
    }

    private static Duration plain(Channel channel, String queue, int events) throws Exception {
        BasicProperties properties = new BasicProperties.Builder()
                .deliveryMode(PERSISTENT)
                .contentType("application/cloudevents+json")
                .build();
        byte[] body = "x".repeat(420).getBytes(StandardCharsets.UTF_8);
        long begin = System.nanoTime();
        for (int i = 0; i < events; i++) {
            channel.basicPublish(EXCHANGE, TYPE, properties, body);
        }
        channel.waitForConfirmsOrDie(PATIENCE.toMillis());
        return awaitAll(channel, queue, events, begin);
    }

    private static Duration awaitAll(Channel channel, String queue, int events, long begin)
            throws IOException, SQLException {
        await(() -> channel.messageCount(queue) >= events, "in the queue");
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        channel.queuePurge(queue);
        return took;
    }

    private interface Condition {
        boolean holds() throws IOException, SQLException;
    }

    private static void await(Condition condition, String what) throws IOException, SQLException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("Not all events came to be " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
