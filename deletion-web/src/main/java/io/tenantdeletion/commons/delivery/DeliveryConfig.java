package io.tenantdeletion.commons.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How events get from the outbox to the sinks. */
@ConfigMapping(prefix = "deletion.delivery")
public interface DeliveryConfig {

    /** The schema that has the outbox's tables. Without it, this application has no events. */
    Optional<@Pattern(regexp = "[a-z_][a-z0-9_]*") String> schema();

    /** How often the outbox is looked at. */
    @WithDefault("500ms")
    @DurationMin(millis = 1)
    Duration pollEvery();

    /** How long a sink may take for a batch; after that it counts as away. */
    @WithDefault("1m")
    @DurationMin(millis = 1)
    Duration timeout();

    /** The first pause after an event could not be delivered; it doubles with every attempt. */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration firstPause();

    /** The longest pause between two attempts of one event. */
    @WithDefault("1h")
    @DurationMin(millis = 1)
    Duration maxPause();

    /** The pauses that are made for one event, in all; then it is a dead letter. */
    @WithDefault("3d")
    Duration giveUpAfter();

    /** The longest pause of a sink that is away; the first is {@link #firstPause}. */
    @WithDefault("5m")
    @DurationMin(millis = 1)
    Duration maxSinkPause();

    /**
     * How long an event waits at most for what others have to tell of its subject before it: that a tenant is gone, for
     * the tenant service's last events.
     */
    @WithDefault("5s")
    @DurationMin(millis = 0)
    Duration hold();

    /** How long events are kept once they are delivered everywhere. Dead letters stay. */
    @WithDefault("30d")
    Duration keep();
}
