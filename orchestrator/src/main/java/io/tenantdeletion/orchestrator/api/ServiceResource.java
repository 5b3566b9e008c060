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
    public Uni<List<ServiceView>> services() {
        return states.all().map(all -> all.stream().map(this::view).toList());
    }

    @POST
    @Path("/{service}/check")
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
