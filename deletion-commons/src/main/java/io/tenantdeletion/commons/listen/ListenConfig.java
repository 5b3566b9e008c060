package io.tenantdeletion.commons.listen;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How this process listens to deletions, where a broker is configured. */
@ConfigMapping(prefix = "deletion.listen")
public interface ListenConfig {

    /** Whether it does. */
    @WithDefault("true")
    boolean enabled();

    /**
     * The queue that all replicas of this process share, and no process with other services. Without it, it is named
     * after the application and the services that are configured.
     */
    Optional<@Pattern(regexp = "\\S{1,200}") String> queue();

    /** Which kind of queue is declared. */
    @WithDefault("auto")
    QueueType queueType();

    /** How many messages are under way at once; those that wait to be tried again count. */
    @Min(1)
    @Max(1000)
    @WithDefault("8")
    int prefetch();

    /** The pause before a message, or a connection, is tried again; it doubles with every attempt. */
    @DurationMin(millis = 1)
    @WithDefault("1s")
    Duration firstPause();

    /** The longest such pause. */
    @DurationMin(millis = 1)
    @WithDefault("1m")
    Duration maxPause();

    /** After this long a message that still could not be dealt with goes to the dead letters. */
    @WithDefault("3d")
    Duration giveUpAfter();

    /** Kinds of queues; all of them durable. */
    enum QueueType {
        /** Quorum where the broker is RabbitMQ, classic elsewhere. */
        AUTO,
        QUORUM,
        CLASSIC
    }
}
