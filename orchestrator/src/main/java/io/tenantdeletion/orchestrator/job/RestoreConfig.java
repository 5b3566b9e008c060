package io.tenantdeletion.orchestrator.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether, and for how long, a completed deletion can be undone. */
@ConfigMapping(prefix = "deletion.restore")
public interface RestoreConfig {

    /**
     * Whether there is a database for keys ({@code pg.keys.*}) and a master key. Without, services keep nothing of what
     * they delete.
     */
    @WithDefault("false")
    boolean enabled();

    /** What wraps the keys of jobs: 32 random bytes, base64. Needed where {@link #enabled}. */
    Optional<String> masterKey();

    /** Master keys of before, which still unwrap what they have wrapped. */
    Optional<List<String>> previousMasterKeys();

    /**
     * How long after its completion a deletion can be undone. 0 has services keep nothing from now on; what is kept
     * already stays for as long as it was to.
     */
    @WithDefault("7d")
    Duration window();

    /** What becomes of a deletion that has failed for good after rows are gone, where its request does not say. */
    @WithDefault("retry")
    OnFailure onFailure();

    /** How often a replica looks for keys whose time is over. */
    @WithDefault("1m")
    Duration destroyEvery();

    /** Whether services are to keep what they delete from now on. */
    default boolean keeps() {
        return enabled() && !window().isZero();
    }
}
