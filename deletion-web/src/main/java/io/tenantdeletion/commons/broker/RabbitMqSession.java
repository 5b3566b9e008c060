package io.tenantdeletion.commons.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * One connection with one channel in confirm mode, until either of them is closed; then a new one is opened by whoever
 * needs it. Whatever has to wait for the broker waits on a thread of this connection's own, where the order of calls is
 * the order of the wire; items and failures come from threads of the client.
 */
public final class RabbitMqSession implements AutoCloseable {

    private static final int CLOSE_MILLIS = 2_000;

    private final ExecutorService thread;
    private final Connection connection;
    private final Channel channel;
    private final Duration confirmTimeout;
    private final PublisherConfirms confirms = new PublisherConfirms();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile boolean blocked;

    private RabbitMqSession(ExecutorService thread, Connection connection, Duration confirmTimeout) throws IOException {
        this.thread = thread;
        this.connection = connection;
        this.confirmTimeout = confirmTimeout;
        connection.addBlockedListener(reason -> blocked = true, () -> blocked = false);
        channel = connection.createChannel();
        channel.confirmSelect();
        channel.addConfirmListener(confirms::acknowledged, confirms::refused);
        channel.addShutdownListener(cause -> {
            confirms.lost(cause);
            closed.complete(null);
            close();
        });
    }

    /** What is done on a channel. */
    @FunctionalInterface
    public interface ChannelCall<T> {
        T on(Channel channel) throws IOException;
    }

    static Uni<RabbitMqSession> open(Callable<ConnectionFactory> factory, String name, Duration confirmTimeout) {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> daemon(task, name));
        return submit(thread, () -> connect(thread, factory.call(), name, confirmTimeout))
                .onFailure()
                .invoke(thread::shutdown);
    }

    private static RabbitMqSession connect(
            ExecutorService thread, ConnectionFactory factory, String name, Duration confirmTimeout) throws Exception {
        factory.setThreadFactory(task -> daemon(task, name));
        Connection connection = factory.newConnection(name);
        try {
            return new RabbitMqSession(thread, connection, confirmTimeout);
        } catch (IOException | RuntimeException failure) {
            connection.abort(CLOSE_MILLIS);
            throw failure;
        }
    }

    /** Whether it is of use still. */
    public boolean isOpen() {
        return channel.isOpen() && !closed.isDone();
    }

    /** Whether the broker, short of memory or disk, takes no messages now; what is published meanwhile fails. */
    public boolean isBlocked() {
        return blocked;
    }

    /** Once this connection is of no use any more, for whatever reason. */
    public void whenClosed(Runnable action) {
        closed.thenRun(action);
    }

    /** Does something on the channel; its order among other calls is kept. */
    public <T> Uni<T> call(ChannelCall<T> call) {
        return submit(thread, () -> call.on(channel));
    }

    /** Whether the broker says of itself that it is RabbitMQ, which has more kinds of queues than the protocol. */
    public boolean isRabbitMq() {
        return "RabbitMQ".equals(String.valueOf(connection.getServerProperties().get("product")));
    }

    /**
     * Publishes a message.
     *
     * @return completes when the broker has stored it; fails with a {@link MessageRefusedException} where the broker
     *     says that it has not, and with another failure where nobody knows
     */
    public Uni<Void> publish(String exchange, String routingKey, BasicProperties properties, byte[] body) {
        return Uni.createFrom()
                .completionStage(() -> {
                    CompletableFuture<Void> confirmed = new CompletableFuture<>();
                    thread.execute(() -> publish(exchange, routingKey, properties, body, confirmed));
                    return confirmed;
                })
                .ifNoItem()
                .after(confirmTimeout)
                .fail();
    }

    private void publish(
            String exchange,
            String routingKey,
            BasicProperties properties,
            byte[] body,
            CompletableFuture<Void> confirmed) {
        try {
            if (blocked) {
                throw new IOException("The broker takes no messages now");
            }
            confirms.expect(channel.getNextPublishSeqNo(), confirmed);
            channel.basicPublish(exchange, routingKey, properties, body);
        } catch (IOException | RuntimeException failure) {
            confirmed.completeExceptionally(failure);
        }
    }

    /** Receives messages, to be acknowledged one by one; this connection ends when the broker ends the subscription. */
    public Uni<String> consume(String queue, int prefetch, Consumer<Delivery> receiver) {
        return call(ignored -> {
            channel.basicQos(prefetch);
            return channel.basicConsume(queue, false, (tag, delivery) -> receiver.accept(delivery), tag -> close());
        });
    }

    /** Tells the broker that a message is done with. */
    public Uni<Void> acknowledge(Delivery delivery) {
        return call(ignored -> {
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
            return null;
        });
    }

    /** Closes the connection, without waiting for it; what is not acknowledged goes back to the broker. */
    @Override
    public void close() {
        try {
            thread.execute(() -> connection.abort(CLOSE_MILLIS));
            thread.shutdown();
        } catch (RejectedExecutionException closedBefore) {
            // Once is enough.
        }
    }

    private static <T> Uni<T> submit(ExecutorService thread, Callable<T> task) {
        return Uni.createFrom()
                .emitter(emitter -> thread.execute(() -> {
                    try {
                        emitter.complete(task.call());
                    } catch (Exception failure) {
                        emitter.fail(failure);
                    }
                }));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, "rabbitmq " + name);
        thread.setDaemon(true);
        return thread;
    }
}
