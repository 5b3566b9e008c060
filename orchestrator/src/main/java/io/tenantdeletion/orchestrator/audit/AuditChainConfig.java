package io.tenantdeletion.orchestrator.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the chain of the audit log is watched. */
@ConfigMapping(prefix = "deletion.chain")
public interface AuditChainConfig {

    /** How often each replica verifies all of it, for the metrics. */
    @WithDefault("6h")
    @DurationMin(seconds = 1)
    Duration verifyEvery();

    /** How long lines are kept; for ever where it is not said. */
    Optional<@DurationMin(days = 30) Duration> keepFor();

    /** How often it is looked for lines that are to be kept no longer. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    Duration cutEvery();
}
