package io.tenantdeletion.commons.prepare;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;

/** What the gate lets pass because somebody says why. */
@ConfigMapping(prefix = "deletion")
public interface GateConfig {

    /**
     * Triggers that may fire for a deletion's statements, each as {@code "schema.table.trigger"}: they keep no row and
     * change none of others.
     */
    Map<String, @Valid AllowedTrigger> allowedTriggers();

    /** A trigger that may fire. */
    interface AllowedTrigger {

        /** Why it does no harm, for whoever reviews the exemption. */
        @NotBlank
        String reason();
    }
}
