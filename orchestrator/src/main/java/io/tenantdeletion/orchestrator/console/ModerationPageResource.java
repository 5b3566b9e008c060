package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The moderators' queue: what waits, one beside the other as it was, is and would be. */
@Path("/console/moderation")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.MODERATOR)
class ModerationPageResource {

    private static final String HOME = "/console/moderation";
    private static final int SIZE = 20;
    private static final List<String> ACTIONS = List.of("approve", "reject", "restore", "withdraw");

    private final Catalogue catalogue;
    private final Viewers viewers;

    ModerationPageResource(Catalogue catalogue, Viewers viewers) {
        this.catalogue = catalogue;
        this.viewers = viewers;
    }

    @GET
    public Uni<TemplateInstance> queue(
            @QueryParam("status") String status,
            @QueryParam("sort") @DefaultValue(SubmissionList.OLDEST_FIRST) String sort,
            @QueryParam("page") String page) {
        Page frame = viewers.page("Moderation", "moderation");
        String wanted = status != null && SubmissionList.STATUSES.contains(status) ? status : "pending";
        return catalogue
                .call(api -> api.submissions(wanted, null, sort, Paging.number(page), SIZE))
                .map(found -> Templates.moderation(frame, SubmissionList.of(HOME, wanted, sort, found)));
    }

    @GET
    @Path("/{id}")
    public Uni<TemplateInstance> one(@PathParam("id") String id) {
        Page frame = viewers.page("Submission", "moderation");
        return catalogue
                .call(api -> api.submission(Catalogue.id(id)))
                .map(found -> Templates.submission(frame, SubmissionView.of(found)));
    }

    @POST
    @Path("/{id}/{action}")
    public Uni<Response> decide(
            @PathParam("id") String id,
            @PathParam("action") String action,
            @FormParam("reason") String reason,
            @Context HttpHeaders headers) {
        if (!ACTIONS.contains(action)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no such button.");
        }
        return catalogue
                .call(api -> api.decide(Catalogue.id(id), action, reason == null ? Map.of() : Map.of("reason", reason)))
                .map(done -> HtmxRequests.open(headers, HOME));
    }

    @POST
    @Path("/bulk")
    public Uni<TemplateInstance> bulk(
            @FormParam("action") String action, @FormParam("id") List<String> ids, @FormParam("reason") String reason) {
        Page frame = viewers.page("Moderation", "moderation");
        Map<String, Object> body = new HashMap<>(Map.of("action", action == null ? "" : action, "ids", chosen(ids)));
        if (reason != null && !reason.isBlank()) {
            body.put("reason", reason);
        }
        return catalogue
                .call(api -> api.bulk(body))
                .map(done -> Templates.bulkResult(frame, BulkResult.ofSubmissions(HOME, done)));
    }

    /** What is ticked in a list, which must be something. */
    static List<String> chosen(List<String> ids) {
        if (ids == null || ids.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "Choose one at least.");
        }
        return ids;
    }
}
