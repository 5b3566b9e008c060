package io.tenantdeletion.orchestrator.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the ledger of erasures is looked after. */
@ConfigMapping(prefix = "deletion.ledger")
public interface LedgerConfig {

    /** How often services are asked what they hold of subjects in the ledger; {@code 0s} for never. */
    @WithDefault("24h")
    Duration verifyEvery();

    /** How many subjects that is each time, those first that have waited longest. */
    @WithDefault("100")
    @Min(1)
    int sample();
}
