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
    Map<String, @Valid Exemption> allowedTriggers();

    /** Columns that seem to name users and may go on as they are, each as {@code "schema.table.column"}. */
    Map<String, @Valid Exemption> exemptColumns();

    /** A trigger that may fire, or a column that stays. */
    interface Exemption {

        /** Why it does no harm, for whoever reviews it. */
        @NotBlank
        String reason();
    }
}
