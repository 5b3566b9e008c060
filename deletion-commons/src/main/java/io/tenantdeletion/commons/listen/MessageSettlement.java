package io.tenantdeletion.commons.listen;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.broker.RabbitMqSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Acknowledges messages: at once where they are dealt with; once the broker has stored them elsewhere where they are to
 * come again, at the end of the queue, or are dead.
 */
@ApplicationScoped
class MessageSettlement {

    private static final Logger LOG = Logger.getLogger(MessageSettlement.class);

    private static final String ATTEMPTS = "deletion-attempts";
    private static final String SINCE = "deletion-since";
    private static final String REASON = "deletion-reason";
    private static final int PERSISTENT = 2;
    private static final int DOUBLINGS = 30;

    private final MessageQueues queues;
    private final ListenConfig config;
    private final Clock clock = Clock.systemUTC();

    MessageSettlement(MessageQueues queues, ListenConfig config) {
        this.queues = queues;
        this.config = config;
    }

    Uni<Void> settle(RabbitMqSession session, Delivery delivery, MessageOutcome outcome) {
        return switch (outcome.kind()) {
            case PURGED, NOTHING, SKIPPED -> session.acknowledge(delivery);
            case LATER -> isTooOld(delivery) ? bury(session, delivery, outcome) : postpone(session, delivery, outcome);
            case DEAD -> bury(session, delivery, outcome);
        };
    }

    private boolean isTooOld(Delivery delivery) {
        return clock.millis() - number(delivery, SINCE, clock.millis())
                >= config.giveUpAfter().toMillis();
    }

    private Uni<Void> postpone(RabbitMqSession session, Delivery delivery, MessageOutcome outcome) {
        long attempts = number(delivery, ATTEMPTS, 0) + 1;
        BasicProperties again = properties(
                delivery,
                Map.of(ATTEMPTS, attempts, SINCE, number(delivery, SINCE, clock.millis()), REASON, outcome.reason()));
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause(config, attempts))
                .chain(() -> session.publish("", queues.queue(), again, delivery.getBody()))
                .chain(() -> session.acknowledge(delivery));
    }

    private Uni<Void> bury(RabbitMqSession session, Delivery delivery, MessageOutcome outcome) {
        LOG.errorf(
                "The message %s is dead: %s. It is in the queue %s",
                delivery.getProperties().getMessageId(), outcome.reason(), queues.deadLetters());
        return session.publish(
                        "",
                        queues.deadLetters(),
                        properties(delivery, Map.of(REASON, outcome.reason())),
                        delivery.getBody())
                .chain(() -> session.acknowledge(delivery));
    }

    /** The pause before so manieth an attempt, with jitter. */
    static Duration pause(ListenConfig config, long attempts) {
        long doubled = config.firstPause().toMillis() << Math.min(attempts - 1, DOUBLINGS);
        long longest = Math.min(doubled, config.maxPause().toMillis());
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    private static BasicProperties properties(Delivery delivery, Map<String, Object> added) {
        Map<String, Object> headers = new HashMap<>();
        if (delivery.getProperties().getHeaders() != null) {
            headers.putAll(delivery.getProperties().getHeaders());
        }
        headers.putAll(added);
        return delivery.getProperties()
                .builder()
                .headers(headers)
                .deliveryMode(PERSISTENT)
                .build();
    }

    private static long number(Delivery delivery, String header, long otherwise) {
        Map<String, Object> headers = delivery.getProperties().getHeaders();
        return headers != null && headers.get(header) instanceof Number number ? number.longValue() : otherwise;
    }
}
