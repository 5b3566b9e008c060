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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    @Operation(
            summary = "Have a service erase everybody again who was erased",
            description = "For a service that was restored from a backup or has come late. Goes through the ledger of"
                    + " erasures, one subject after the other: fence, purge, verification. Tenants that the tenant"
                    + " service knows are left alone. Goes on after restarts, waits for whoever does not answer, and stops"
                    + " with the stop switch. While one is in progress for the service, that one is answered; an earlier"
                    + " since takes it back to that time. For platform admins and services.")
    @APIResponse(
            responseCode = "200",
            description = "One is in progress already",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Replay.class)))
    @APIResponse(
            responseCode = "202",
            description = "It begins; Location says where it can be followed",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Replay.class)))
    @APIResponse(responseCode = "404", description = "No such service takes part")
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
    @Operation(summary = "The last replays of a service, newest first", description = "Twenty at most.")
    @APIResponse(
            responseCode = "200",
            description = "The replays",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Replay.class)))
    @APIResponse(responseCode = "404", description = "No such service takes part")
    public Uni<List<Replay>> replays(@PathParam("service") String service) {
        return replays.newest(participant(service).name(), MOST);
    }

    @GET
    @Path("/{replay_id}")
    @Operation(summary = "How far a replay is")
    @APIResponse(
            responseCode = "200",
            description = "The replay",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Replay.class)))
    @APIResponse(responseCode = "404", description = "No such replay")
    public Uni<Replay> replay(@PathParam("service") String service, @PathParam("replay_id") String id) {
        return find(service, Identifiers.parse("replay_id", id));
    }

    @POST
    @Path("/{replay_id}/cancel")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(
            summary = "End a replay",
            description =
                    "What it has erased again stays erased. Nothing changes where it has ended. For platform admins.")
    @APIResponse(
            responseCode = "200",
            description = "The replay",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Replay.class)))
    @APIResponse(responseCode = "404", description = "No such replay")
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
