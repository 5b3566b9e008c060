package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.control.LegalHold;
import io.tenantdeletion.orchestrator.control.LegalHolds;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Whose data must not be deleted. */
@Path(LegalHoldResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.LEGAL)
@Tag(name = "Legal holds")
public class LegalHoldResource {

    static final String PATH = "/api/v1/legal-holds";

    private final LegalHolds holds;
    private final AuditContexts auditContexts;

    LegalHoldResource(LegalHolds holds, AuditContexts auditContexts) {
        this.holds = holds;
        this.auditContexts = auditContexts;
    }

    @GET
    public Uni<LegalHoldPage> all(@BeanParam PageQuery query) {
        int size = query.size();
        long offset = (query.number() - 1L) * size;
        return Uni.combine()
                .all()
                .unis(holds.page(size, offset), holds.count())
                .with((items, total) -> new LegalHoldPage(items, query.number(), size, total));
    }

    @GET
    @Path("/{subject_id}")
    public Uni<LegalHold> find(@PathParam("subject_id") String id) {
        return found(id(id));
    }

    @PUT
    @Path("/{subject_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<LegalHold>> set(@PathParam("subject_id") String id, @NotNull @Valid SetLegalHold body) {
        UUID subject = id(id);
        return holds.set(subject, body.reference(), auditContexts.of(body.reason()))
                .chain(created -> found(subject)
                        .map(hold -> created
                                ? RestResponse.ResponseBuilder.<LegalHold>created(URI.create(PATH + "/" + subject))
                                        .entity(hold)
                                        .build()
                                : RestResponse.ok(hold)));
    }

    @DELETE
    @Path("/{subject_id}")
    public Uni<Void> lift(@PathParam("subject_id") String id) {
        return holds.lift(id(id), auditContexts.of(null))
                .invoke(lifted -> {
                    if (!lifted) {
                        throw none();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<LegalHold> found(UUID subject) {
        return holds.find(subject).map(hold -> hold.orElseThrow(LegalHoldResource::none));
    }

    private static UUID id(String text) {
        return Identifiers.parse("subject_id", text);
    }

    private static ProblemException none() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no legal hold on this tenant or user.");
    }
}
