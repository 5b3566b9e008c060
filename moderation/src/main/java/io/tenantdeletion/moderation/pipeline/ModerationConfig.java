package io.tenantdeletion.moderation.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How changes are moderated. */
@ConfigMapping(prefix = "deletion.moderation")
public interface ModerationConfig {

    /** How many submissions one person may make within {@link #window}; moderators make as many as they like. */
    @WithDefault("100")
    @Min(1)
    int submissions();

    /** The time in which submissions are counted. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    Duration window();

    /** How often is looked for deletions whose time has come, and how long the queue is. */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    Duration pollEvery();
}
