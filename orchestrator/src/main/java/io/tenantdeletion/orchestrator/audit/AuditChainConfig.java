package io.tenantdeletion.orchestrator.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the chain of the audit log is watched. */
@ConfigMapping(prefix = "deletion.chain")
public interface AuditChainConfig {

    /** How often each replica verifies all of it, for the metrics. */
    @WithDefault("6h")
    @DurationMin(seconds = 1)
    Duration verifyEvery();
}
