package io.tenantdeletion.commons.external;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where that is what rows name outside the database, and how long its removal takes. */
@ConfigMapping(prefix = "deletion.external-data")
public interface ExternalDataConfig {

    /** Stores, by the name that the marks on columns have. */
    Map<String, @Valid Store> stores();

    /** After this long a call that removes answers 202, and its caller calls again. */
    @WithDefault("5s")
    Duration timeBudget();

    /** The longest that a store takes to remove one thing; then it is away, and the call fails with a 503 problem. */
    @DurationMin(millis = 1)
    @WithDefault("10s")
    Duration storeTimeout();

    /** How often it is counted what waits to be removed, for the metrics. */
    @DurationMin(millis = 1)
    @WithDefault("1m")
    Duration countEvery();

    /** One store. */
    interface Store {

        /**
         * The directory that names are relative to, where the store is a file system. Where it is not there the store
         * is away, and nothing is said to be removed.
         */
        Optional<Path> root();

        /**
         * What the names of one subject's begin with; any other name is left alone and reported. {@code {tenant_id}} is
         * the tenant as the service's tables have it, {@code {user_id}} the user who is deleted.
         */
        @WithDefault("{tenant_id}/")
        String prefix();
    }
}
