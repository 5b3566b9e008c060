package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.job.ModeConfig;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.ParticipantState;
import io.tenantdeletion.orchestrator.participant.ParticipantStates;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The services that take part, and how they are. */
@Path("/api/v1/services")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Roles.PLATFORM_ADMIN)
@Tag(name = "Services")
public class ServiceResource {

    private final ParticipantRegistry participants;
    private final ParticipantStates states;
    private final ModeConfig mode;

    ServiceResource(ParticipantRegistry participants, ParticipantStates states, ModeConfig mode) {
        this.participants = participants;
        this.states = states;
        this.mode = mode;
    }

    @GET
    @Operation(
            summary = "The services that take part",
            description = "Whether each answers, its plan and findings, and since when calls of jobs fail. Who was not"
                    + " asked in the last half minute is asked now. For platform admins.")
    @APIResponse(
            responseCode = "200",
            description = "All services, the tenant service last",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = ServiceView.class)))
    public Uni<List<ServiceView>> services() {
        return states.all().map(all -> all.stream().map(this::view).toList());
    }

    @POST
    @Path("/{service}/check")
    @Operation(summary = "Ask a service again, now", description = "For platform admins.")
    @APIResponse(
            responseCode = "200",
            description = "How it is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ServiceView.class)))
    @APIResponse(responseCode = "404", description = "No such service takes part")
    public Uni<ServiceView> check(@PathParam("service") String service) {
        return participants
                .find(service)
                .map(states::ask)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such service takes part."))
                .map(this::view);
    }

    private ServiceView view(ParticipantState state) {
        return ServiceView.of(state, mode.isShadow());
    }
}
