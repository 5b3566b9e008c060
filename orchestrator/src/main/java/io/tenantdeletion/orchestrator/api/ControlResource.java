package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.control.ControlState;
import io.tenantdeletion.orchestrator.control.StopSwitch;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The stop switch. */
@Path(ControlResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Stop switch")
public class ControlResource {

    static final String PATH = "/api/v1/deletion-control";

    private final StopSwitch stopSwitch;
    private final Caller caller;

    ControlResource(StopSwitch stopSwitch, Caller caller) {
        this.stopSwitch = stopSwitch;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
    public Uni<ControlState> read() {
        return stopSwitch.read();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<ControlState> set(@NotNull @Valid DeletionControlRequest body) {
        String reason = body.reason() == null || body.reason().isBlank() ? null : body.reason();
        if (body.paused() && reason == null) {
            throw RequestParameters.invalid("reason says why deletions are to stop.");
        }
        return stopSwitch.set(body.paused(), reason, caller.actor(), caller.source());
    }
}
