package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.DeletionJobListResource;
import io.tenantdeletion.orchestrator.api.DeletionJobPage;
import io.tenantdeletion.orchestrator.api.JobListQuery;
import io.tenantdeletion.orchestrator.api.PageQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** All jobs. */
@Path("/console/jobs")
@Produces(MediaType.TEXT_HTML)
class JobListResource {

    private final DeletionJobListResource jobs;
    private final Viewers viewers;
    private final Clock clock;

    JobListResource(DeletionJobListResource jobs, Viewers viewers, Clock clock) {
        this.jobs = jobs;
        this.viewers = viewers;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(hidden = true)
    public Uni<TemplateInstance> jobs(
            @BeanParam JobListQuery query,
            @BeanParam PageQuery page,
            @QueryParam("status") String status,
            @QueryParam("tenant_id") String tenant,
            @QueryParam("user_id") String user) {
        Page frame = viewers.page("Jobs", "jobs");
        JobFilterForm filter = new JobFilterForm(status, tenant, user);
        return jobs.jobs(query, page).map(found -> Templates.jobs(frame, list(found, filter)));
    }

    private JobList list(DeletionJobPage found, JobFilterForm filter) {
        List<JobView> views = found.items().stream()
                .map(job -> new JobView(job, clock.instant()))
                .toList();
        return new JobList(
                views,
                filter,
                Paging.of("/console/jobs", filter.query(), found.page(), found.pageSize(), found.total()));
    }
}
