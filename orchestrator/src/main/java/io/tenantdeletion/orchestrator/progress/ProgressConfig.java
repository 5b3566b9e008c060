package io.tenantdeletion.orchestrator.progress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How closely jobs can be watched. */
@ConfigMapping(prefix = "deletion.progress")
public interface ProgressConfig {

    /** The shortest time from one status of a watched job to the next. */
    @WithDefault("250ms")
    Duration interval();

    /**
     * How often a watched job is read although nobody has told of a change: for notifications that were lost, and for
     * what only time changes.
     */
    @WithDefault("5s")
    Duration rereadEvery();

    /**
     * How long a job that a service has asked for waits, before it begins, for the services to count what it will
     * delete; {@code 0s} not to ask them. Jobs of people are counted anyway.
     */
    @WithDefault("1s")
    Duration countFor();

    /** How long a purge call of a watched job should take, so that its counts move. */
    @WithDefault("1s")
    Duration watchedCall();
}
