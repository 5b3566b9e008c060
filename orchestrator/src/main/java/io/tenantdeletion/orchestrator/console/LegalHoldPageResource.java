package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.LegalHoldPage;
import io.tenantdeletion.orchestrator.api.LegalHoldResource;
import io.tenantdeletion.orchestrator.api.PageQuery;
import io.tenantdeletion.orchestrator.api.SetLegalHold;
import io.tenantdeletion.orchestrator.control.LegalHold;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Legal holds; each button is the API's call of the same name. */
@Path("/console/legal-holds")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.LEGAL)
class LegalHoldPageResource {

    private static final String PATH = "/console/legal-holds";

    private final LegalHoldResource holds;
    private final People people;
    private final Viewers viewers;

    LegalHoldPageResource(LegalHoldResource holds, People people, Viewers viewers) {
        this.holds = holds;
        this.people = people;
        this.viewers = viewers;
    }

    @GET
    public Uni<TemplateInstance> all(@BeanParam PageQuery query) {
        Page page = viewers.page("Legal holds", "legal-holds");
        return holds.all(query).chain(this::content).map(content -> Templates.legalHolds(page, content));
    }

    private Uni<LegalHoldList> content(LegalHoldPage found) {
        Paging pages = Paging.of(PATH, Map.of(), found.page(), found.pageSize(), found.total());
        return people.names(found.items().stream().map(LegalHold::setBy))
                .map(names -> new LegalHoldList(found.items(), names, pages));
    }

    @POST
    public Uni<Response> set(
            @FormParam("subject_id") String subject,
            @FormParam("reason") String reason,
            @FormParam("reference") String reference,
            @Context HttpHeaders headers) {
        return holds.set(subject == null ? "" : subject.strip(), new SetLegalHold(reason, reference))
                .map(set -> HtmxRequests.open(headers, PATH));
    }

    @POST
    @Path("/{subject_id}/lift")
    public Uni<Response> lift(@PathParam("subject_id") String subject, @Context HttpHeaders headers) {
        return holds.lift(subject).map(lifted -> HtmxRequests.open(headers, PATH));
    }
}
