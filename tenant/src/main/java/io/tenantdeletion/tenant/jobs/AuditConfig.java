package io.tenantdeletion.tenant.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How audit events are sent to the orchestrator. */
@ConfigMapping(prefix = "tenant.audit")
public interface AuditConfig {

    /** How often the outbox is looked at. */
    @WithDefault("1s")
    Duration forwardEvery();

    /** How long the orchestrator may take for one batch; after that the events are kept and sent again. */
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration timeout();

    /**
     * The longest pause while the orchestrator cannot take any; the first is {@link #forwardEvery}, then it doubles.
     */
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration maxPause();
}
