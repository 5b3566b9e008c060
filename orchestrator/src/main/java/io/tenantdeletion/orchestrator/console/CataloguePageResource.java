package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** The shared catalogue for everybody: look, ask for a deletion, and see what became of it. */
@Path("/console/catalogue")
@Produces(MediaType.TEXT_HTML)
@Authenticated
class CataloguePageResource {

    private static final String HOME = "/console/catalogue";
    private static final String OWN = HOME + "/submissions";
    private static final int SIZE = 20;

    private final Catalogue catalogue;
    private final Viewers viewers;

    CataloguePageResource(Catalogue catalogue, Viewers viewers) {
        this.catalogue = catalogue;
        this.viewers = viewers;
    }

    @GET
    public Uni<TemplateInstance> entries(
            @QueryParam("kind") String kindText, @QueryParam("q") String query, @QueryParam("page") String page) {
        Page frame = viewers.page("Catalogue", "catalogue");
        String kind = Catalogue.kind(kindText);
        String wanted = query == null ? "" : query.strip();
        return catalogue
                .call(api -> api.list(kind, wanted.isEmpty() ? null : wanted, Paging.number(page), SIZE))
                .map(found -> Templates.catalogue(
                        frame,
                        new CatalogueList(
                                kind,
                                wanted,
                                CatalogueEntry.of(kind, found),
                                Paging.of(
                                        HOME,
                                        Map.of("kind", kind, "q", wanted),
                                        found.path("page").asInt(),
                                        SIZE,
                                        found.path("total").asLong()))));
    }

    @GET
    @Path("/{kind}/{id}/delete")
    public Uni<TemplateInstance> question(@PathParam("kind") String kindText, @PathParam("id") String idText) {
        Page frame = viewers.page("Delete from the catalogue", "catalogue");
        String kind = Catalogue.kind(kindText);
        String id = Catalogue.id(idText);
        return catalogue
                .call(api -> api.preview(kind, id))
                .map(preview -> Templates.deleteEntry(frame, EntryDeletion.of(kind, id, preview)));
    }

    @POST
    @Path("/{kind}/{id}/delete")
    public Uni<Response> delete(
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            @FormParam("reason") String reason,
            @FormParam("deletion_type") String type,
            @FormParam("dependants") List<String> dependants,
            @Context HttpHeaders headers) {
        List<String> chosen = dependants == null
                ? List.of()
                : dependants.stream().filter(each -> !each.isBlank()).toList();
        return catalogue
                .call(api -> api.delete(
                        Catalogue.kind(kind),
                        Catalogue.id(id),
                        reason,
                        type == null || type.isBlank() ? null : type,
                        chosen))
                .map(done -> HtmxRequests.open(headers, OWN));
    }

    @POST
    @Path("/{kind}/delete")
    @RolesAllowed(Roles.MODERATOR)
    public Uni<TemplateInstance> deleteChosen(
            @PathParam("kind") String kindText, @FormParam("id") List<String> ids, @FormParam("reason") String reason) {
        Page frame = viewers.page("Catalogue", "catalogue");
        String kind = Catalogue.kind(kindText);
        return catalogue
                .call(api -> api.bulk(Map.of(
                        "action",
                        "delete",
                        "ids",
                        ModerationPageResource.chosen(ids),
                        "entity_type",
                        Catalogue.entityType(kind),
                        "reason",
                        reason == null ? "" : reason)))
                .map(done -> Templates.bulkResult(frame, BulkResult.ofEntries(HOME + "?kind=" + kind, done)));
    }

    @POST
    @Path("/{kind}/{id}/restore")
    public Uni<Response> restore(
            @PathParam("kind") String kind, @PathParam("id") String id, @Context HttpHeaders headers) {
        return catalogue
                .call(api -> api.reopen(Catalogue.kind(kind), Catalogue.id(id)))
                .map(done -> HtmxRequests.open(headers, OWN));
    }

    @GET
    @Path("/submissions")
    public Uni<TemplateInstance> own(
            @QueryParam("sort") @DefaultValue(SubmissionList.OLDEST_FIRST) String sort,
            @QueryParam("page") String page) {
        Page frame = viewers.page("My submissions", "submissions");
        String me = String.valueOf(frame.viewer().userId());
        return catalogue
                .call(api -> api.submissions(null, me, sort, Paging.number(page), SIZE))
                .map(found -> Templates.submissions(frame, SubmissionList.of(OWN, "", sort, found)));
    }

    @POST
    @Path("/submissions/{id}/withdraw")
    public Uni<Response> withdraw(@PathParam("id") String id, @Context HttpHeaders headers) {
        return catalogue
                .call(api -> api.decide(Catalogue.id(id), "withdraw", Map.of()))
                .map(done -> HtmxRequests.open(headers, OWN));
    }
}
