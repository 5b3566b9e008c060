package io.tenantdeletion.orchestrator.confirmation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** When a deletion must be confirmed by a preview token, and what that token is worth. */
@ConfigMapping(prefix = "deletion.confirmation")
public interface ConfirmationConfig {

    /** Of which tenants a deletion that a person asks for needs a preview token. */
    @WithDefault("large")
    Required required();

    /** How many rows a tenant has to have, in all services together, to be large. */
    @WithDefault("100000")
    @Min(0)
    long largeRows();

    /** By which share a service's rows may have moved since the preview, 0.1 is ten percent; a few rows always may. */
    @WithDefault("0.1")
    @DecimalMin("0")
    double maxDrift();

    /** How long a preview token can be used. */
    @WithDefault("15m")
    Duration tokenValidity();

    /**
     * How long a request waits for the services to count. A tenant that they cannot count in this time needs a token;
     * one that has a token is compared with it when the deletion begins.
     */
    @WithDefault("60s")
    Duration countTimeout();

    /** The key that signs preview tokens; one that the replicas share through their database where it is not set. */
    Optional<String> key();

    /** Of which tenants a deletion needs a token. */
    enum Required {
        NEVER,
        LARGE,
        ALWAYS;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
