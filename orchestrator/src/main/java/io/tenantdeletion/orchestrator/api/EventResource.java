package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.events.EventReceiver;
import io.tenantdeletion.orchestrator.events.EventResult;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way in for the other services' events. */
@Path(EventResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class EventResource {

    static final String PATH = "/api/v1/events";
    private static final int MOST = 100;

    private final EventReceiver intake;

    EventResource(EventReceiver intake) {
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
    public record TakenEvents(List<EventResult> results) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.SERVICE)
    public Uni<TakenEvents> tell(@NotNull @Valid CloudEvents batch) {
        return intake.take(batch.events()).map(TakenEvents::new);
    }
}
