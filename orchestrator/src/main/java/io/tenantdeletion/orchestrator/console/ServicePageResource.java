package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.ErasureReplayResource;
import io.tenantdeletion.orchestrator.api.FindingResource;
import io.tenantdeletion.orchestrator.api.ResolveFindings;
import io.tenantdeletion.orchestrator.api.ServiceResource;
import io.tenantdeletion.orchestrator.api.ServiceView;
import io.tenantdeletion.orchestrator.ledger.ErasureFinding;
import io.tenantdeletion.orchestrator.ledger.ErasureFindings;
import io.tenantdeletion.orchestrator.ledger.FindingFilter;
import io.tenantdeletion.orchestrator.ledger.ReplayStore;
import io.vertx.core.json.JsonObject;
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

/** Who takes part in deletions, how each of them is, and what those who come late have to catch up with. */
@Path(ServicePageResource.PATH)
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.PLATFORM_ADMIN)
class ServicePageResource {

    static final String PATH = "/console/services";
    private static final int MOST = 50;
    private static final FindingFilter OPEN = new FindingFilter(null, ErasureFinding.Status.OPEN);

    private final ServiceResource services;
    private final ErasureReplayResource replays;
    private final FindingResource findings;
    private final ReplayStore replayStore;
    private final ErasureFindings found;
    private final Viewers viewers;

    ServicePageResource(
            ServiceResource services,
            ErasureReplayResource replays,
            FindingResource findings,
            ReplayStore replayStore,
            ErasureFindings found,
            Viewers viewers) {
        this.services = services;
        this.replays = replays;
        this.findings = findings;
        this.replayStore = replayStore;
        this.found = found;
        this.viewers = viewers;
    }

    @GET
    public Uni<TemplateInstance> all(
            @QueryParam("show") @DefaultValue("") String show,
            @QueryParam("sort") @DefaultValue(ServiceList.BY_NAME) String sort,
            @QueryParam("page") String page) {
        Page frame = viewers.page("Services", "services");
        int number = Paging.number(page);
        return Uni.combine()
                .all()
                .unis(services.services(), replayStore.newestOfAll(), found.page(OPEN, MOST, 0), found.count(OPEN))
                .with((all, newest, open, count) ->
                        new ServicesPage(ServiceList.of(all, show, sort, number), names(all), newest, open, count))
                .map(content -> Templates.services(frame, content));
    }

    private static List<String> names(List<ServiceView> services) {
        return services.stream().map(ServiceView::service).toList();
    }

    @POST
    @Path("/{service}/check")
    public Uni<Response> check(@PathParam("service") String service, @Context HttpHeaders headers) {
        return opened(services.check(service), headers);
    }

    @POST
    @Path("/replay-erasures")
    public Uni<Response> replay(
            @FormParam("service") String service, @FormParam("since") String since, @Context HttpHeaders headers) {
        // A browser sends a time without zone or seconds; the page says that it is UTC.
        String from = since == null || since.isBlank() ? null : since + (since.length() == 16 ? ":00Z" : "Z");
        return opened(replays.replayErasures(service, from), headers);
    }

    @POST
    @Path("/{service}/replay-erasures/{replay_id}/cancel")
    public Uni<Response> cancel(
            @PathParam("service") String service, @PathParam("replay_id") String id, @Context HttpHeaders headers) {
        return opened(replays.cancelReplay(service, id), headers);
    }

    @POST
    @Path("/findings/{finding_id}/resolve")
    public Uni<Response> resolve(
            @PathParam("finding_id") String id, @FormParam("reason") String reason, @Context HttpHeaders headers) {
        return opened(
                findings.resolveFinding(id, JsonObject.of("reason", reason).encode()), headers);
    }

    @POST
    @Path("/findings")
    public Uni<Response> resolveAll(
            @FormParam("service") String service, @FormParam("reason") String reason, @Context HttpHeaders headers) {
        return opened(findings.resolveFindings(new ResolveFindings(service, null, reason)), headers);
    }

    private static Uni<Response> opened(Uni<?> done, HttpHeaders headers) {
        return done.map(nothing -> HtmxRequests.open(headers, PATH));
    }
}
