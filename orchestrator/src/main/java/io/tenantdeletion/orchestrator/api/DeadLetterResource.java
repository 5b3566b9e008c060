package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.delivery.Deliveries;
import io.tenantdeletion.commons.delivery.Delivery;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.events.DeadLetters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Events that a sink will not get unless somebody has them sent again. */
@Path(DeadLetterResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PLATFORM_ADMIN)
@Tag(name = "Events")
public class DeadLetterResource {

    static final String PATH = EventResource.PATH + "/dead-letters";

    private final Deliveries deliveries;
    private final DeadLetters deadLetters;
    private final AuditContexts auditContexts;

    DeadLetterResource(Deliveries deliveries, DeadLetters deadLetters, AuditContexts auditContexts) {
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.auditContexts = auditContexts;
    }

    /**
     * Dead letters, the newest event first.
     *
     * @param items those of this page
     * @param page its number, from 1
     * @param pageSize how many a page has at most
     * @param total how many there are on all pages
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "DeliveryPage")
    public record DeliveryPage(List<Delivery> items, int page, int pageSize, long total) {}

    /**
     * What is sent again.
     *
     * @param replayed how many events
     */
    @Schema(name = "Replay")
    public record Replay(long replayed) {}

    @GET
    public Uni<DeliveryPage> list(
            @QueryParam("sink") @Parameter(description = "Of this sink only", example = "rabbitmq") String sink,
            @BeanParam PageQuery page) {
        int number = page.number();
        int size = page.size();
        return Uni.combine()
                .all()
                .unis(deliveries.dead(sink, size, (number - 1L) * size), deliveries.countDead(sink))
                .with((items, total) -> new DeliveryPage(items, number, size, total));
    }

    @POST
    @Path("/{sink}/{event_id}/replay")
    public Uni<Replay> replay(@PathParam("sink") String sink, @PathParam("event_id") String event) {
        return deadLetters
                .replay(sink, Identifiers.parse("event_id", event), auditContexts.of(null))
                .invoke(DeadLetterResource::requireAny)
                .map(Replay::new);
    }

    @POST
    @Path("/{sink}/replay")
    public Uni<Replay> replayAll(@PathParam("sink") String sink) {
        return deadLetters.replay(sink, auditContexts.of(null)).map(Replay::new);
    }

    private static void requireAny(long replayed) {
        if (replayed == 0) {
            throw new ProblemException(ProblemType.NOT_FOUND, "This event is not a dead letter of this sink.");
        }
    }
}
