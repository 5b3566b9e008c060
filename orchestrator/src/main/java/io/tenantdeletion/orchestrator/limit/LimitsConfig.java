package io.tenantdeletion.orchestrator.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Limits against accidents, for each caller. */
@ConfigMapping(prefix = "deletion.limits")
public interface LimitsConfig {

    /** How many deleting calls are let through within {@link #ratePeriod}, whichever such period is looked at. */
    @WithDefault("30")
    @Min(1)
    @Max(100_000)
    int requests();

    /** The period of {@link #requests}. */
    @WithDefault("1m")
    Duration ratePeriod();

    /** How many tenants may be deleted because of one caller within {@link #capPeriod}. */
    @WithDefault("100")
    @Min(1)
    long tenants();

    /**
     * How many rows may have been deleted because of one caller within {@link #capPeriod} before a further job is taken
     * or begins; by what previews said and not by what services claim.
     */
    @WithDefault("50000000")
    @Min(1)
    long rows();

    /**
     * The period of {@link #tenants}, which count from when their deletion was asked for, and {@link #rows}, which
     * count from when it began.
     */
    @WithDefault("1h")
    Duration capPeriod();

    /** How often what the rate limit does not need any more is removed. Whole seconds. */
    @WithDefault("10m")
    Duration cleanEvery();
}
