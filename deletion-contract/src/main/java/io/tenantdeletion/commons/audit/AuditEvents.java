package io.tenantdeletion.commons.audit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Events on their way to the audit log.
 *
 * @param events in the order they happened; at most {@link #MAX}
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
@Schema(name = "AuditEvents")
public record AuditEvents(
        @NotNull @Size(min = 1, max = AuditEvents.MAX) List<@NotNull AuditEvent> events) {

    /** How many events one call takes. */
    public static final int MAX = 50;
}
