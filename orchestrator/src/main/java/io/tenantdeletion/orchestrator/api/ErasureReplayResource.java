package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.contract.RequestTimes;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.ledger.Replay;
import io.tenantdeletion.orchestrator.ledger.ReplayStore;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** A service that comes late erases everybody again who has been erased. */
@Path(ErasureReplayResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.SERVICE})
@Tag(name = "Services")
public class ErasureReplayResource {

    static final String PATH = "/api/v1/services/{service}/replay-erasures";
    private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
    private static final int MOST = 20;

    private final ReplayStore replays;
    private final ParticipantRegistry participants;
    private final AuditContexts auditContexts;

    ErasureReplayResource(ReplayStore replays, ParticipantRegistry participants, AuditContexts auditContexts) {
        this.replays = replays;
        this.participants = participants;
        this.auditContexts = auditContexts;
    }

    @POST
    public Uni<RestResponse<Replay>> replayErasures(
            @PathParam("service") String service,
            @QueryParam("since")
                    @Parameter(
                            description =
                                    "Everybody who was erased then or later, such as the backup's time; all if not"
                                            + " given",
                            example = "2026-01-31T00:00:00Z")
                    String since) {
        Participant participant = participant(service);
        Instant from = since == null ? EVER : RequestTimes.time("since", since);
        return replays.request(service, from, participant.holdsUserData(), auditContexts.of(null))
                .map(asked -> RestResponse.ResponseBuilder.create(
                                asked.created() ? RestResponse.Status.ACCEPTED : RestResponse.Status.OK, asked.replay())
                        .location(address(asked.replay()))
                        .build());
    }

    @GET
    public Uni<List<Replay>> replays(@PathParam("service") String service) {
        return replays.newest(participant(service).name(), MOST);
    }

    @GET
    @Path("/{replay_id}")
    public Uni<Replay> replay(@PathParam("service") String service, @PathParam("replay_id") String id) {
        return find(service, Identifiers.parse("replay_id", id));
    }

    @POST
    @Path("/{replay_id}/cancel")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<Replay> cancelReplay(@PathParam("service") String service, @PathParam("replay_id") String id) {
        UUID replay = Identifiers.parse("replay_id", id);
        return find(service, replay)
                .chain(found -> replays.cancel(replay, auditContexts.of(null)))
                .chain(() -> find(service, replay));
    }

    private Uni<Replay> find(String service, UUID id) {
        return replays.find(service, id)
                .map(found -> found.orElseThrow(
                        () -> new ProblemException(ProblemType.NOT_FOUND, "There is no such replay.")));
    }

    private Participant participant(String service) {
        return participants
                .find(service)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such service takes part."));
    }

    private static URI address(Replay replay) {
        return URI.create(PATH.replace("{service}", replay.service()) + "/" + replay.replayId());
    }
}
