package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.events.EventIntake;
import io.tenantdeletion.orchestrator.events.TakenEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way in for the other services' events. */
@Path(EventResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class EventResource {

    static final String PATH = "/api/v1/events";
    private static final int MOST = 100;

    private final EventIntake intake;

    EventResource(EventIntake intake) {
        this.intake = intake;
    }

    /**
     * What a service tells.
     *
     * @param events CloudEvents 1.0, as JSON
     */
    @Schema(name = "CloudEvents")
    public record CloudEvents(
            @NotNull @Size(min = 1, max = MOST) List<@NotNull Map<String, Object>> events) {}

    /**
     * What became of it.
     *
     * @param results one for each event, in their order
     */
    @Schema(name = "TakenEvents")
    public record TakenEvents(List<TakenEvent> results) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Tell events of a service",
            description =
                    "Each is taken by itself, and once, however often it is sent. The order of one subject's events"
                            + " is kept. Their data takes ids, counts, times and words only.")
    @APIResponse(responseCode = "200", description = "What became of each event")
    @APIResponse(responseCode = "413", description = "The body is too large")
    public Uni<TakenEvents> tell(@NotNull @Valid CloudEvents batch) {
        return intake.take(batch.events()).map(TakenEvents::new);
    }
}
