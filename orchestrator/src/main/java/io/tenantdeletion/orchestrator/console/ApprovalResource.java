package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.DeletionJobStatus;
import io.tenantdeletion.orchestrator.api.JobResponses;
import io.tenantdeletion.orchestrator.job.JobOverview;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Jobs that wait for a second pair of eyes. */
@Path("/console/approvals")
@Produces(MediaType.TEXT_HTML)
class ApprovalResource {

    private static final int PAGE_SIZE = 20;

    private final JobOverview jobs;
    private final JobResponses responses;
    private final Viewers viewers;
    private final Clock clock;

    ApprovalResource(JobOverview jobs, JobResponses responses, Viewers viewers, Clock clock) {
        this.jobs = jobs;
        this.responses = responses;
        this.viewers = viewers;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(hidden = true)
    public Uni<TemplateInstance> approvals(@QueryParam("page") String page) {
        Page frame = viewers.page("Approvals", "approvals");
        int number = Paging.number(page);
        return Uni.combine()
                .all()
                .unis(
                        jobs.awaitingApproval(PAGE_SIZE, (number - 1L) * PAGE_SIZE)
                                .chain(responses::statuses),
                        jobs.countAwaitingApproval())
                .with((waiting, total) -> Templates.approvals(frame, list(waiting, number, total)));
    }

    private JobList list(List<DeletionJobStatus> waiting, int page, long total) {
        return new JobList(
                waiting.stream().map(job -> new JobView(job, clock.instant())).toList(),
                JobFilterForm.NONE,
                Paging.of("/console/approvals", Map.of(), page, PAGE_SIZE, total));
    }
}
