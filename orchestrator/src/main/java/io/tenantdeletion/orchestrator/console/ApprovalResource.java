package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.JobResponses;
import io.tenantdeletion.orchestrator.job.JobOverview;
import io.tenantdeletion.orchestrator.job.JobSort;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Map;

/** Jobs that wait for a second pair of eyes. */
@Path("/console/approvals")
@Produces(MediaType.TEXT_HTML)
class ApprovalResource {

    private static final String PATH = "/console/approvals";
    private static final int PAGE_SIZE = 20;

    private final JobOverview jobs;
    private final JobResponses responses;
    private final JobViews views;
    private final Viewers viewers;

    ApprovalResource(JobOverview jobs, JobResponses responses, JobViews views, Viewers viewers) {
        this.jobs = jobs;
        this.responses = responses;
        this.views = views;
        this.viewers = viewers;
    }

    /** Those whose time is over next come first, where nothing else is asked for. */
    @GET
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<TemplateInstance> approvals(
            @QueryParam("kind") @DefaultValue("") String kind,
            @QueryParam("sort") @DefaultValue("approval_until") String sort,
            @QueryParam("page") String page) {
        Page frame = viewers.page("Approvals", "approvals");
        int number = Paging.number(page);
        JobSort order = JobSort.named(sort).orElseThrow(() -> Paging.invalid("sort"));
        SubjectKind wanted = kind.isEmpty() ? null : kind(kind);
        Map<String, String> filter = Map.of("kind", kind);
        return Uni.combine()
                .all()
                .unis(
                        jobs.awaitingApproval(wanted, order, PAGE_SIZE, (number - 1L) * PAGE_SIZE)
                                .chain(responses::statuses)
                                .chain(views::of),
                        jobs.countAwaitingApproval(wanted))
                .with((waiting, total) -> Templates.approvals(
                        frame,
                        new ApprovalList(
                                waiting,
                                kind,
                                new Sorting(PATH, filter, sort),
                                Paging.of(PATH, filter, sort, number, PAGE_SIZE, total))));
    }

    private static SubjectKind kind(String name) {
        return Arrays.stream(SubjectKind.values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> Paging.invalid("kind"));
    }
}
