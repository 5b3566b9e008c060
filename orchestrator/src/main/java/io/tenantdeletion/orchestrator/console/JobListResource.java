package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.DeletionJobListResource;
import io.tenantdeletion.orchestrator.api.JobListQuery;
import io.tenantdeletion.orchestrator.api.PageQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** All jobs. */
@Path("/console/jobs")
@Produces(MediaType.TEXT_HTML)
class JobListResource {

    private static final String PATH = "/console/jobs";

    private final DeletionJobListResource jobs;
    private final JobViews views;
    private final Viewers viewers;

    JobListResource(DeletionJobListResource jobs, JobViews views, Viewers viewers) {
        this.jobs = jobs;
        this.views = views;
        this.viewers = viewers;
    }

    @GET
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<TemplateInstance> jobs(
            @BeanParam JobListQuery query,
            @BeanParam PageQuery page,
            @QueryParam("status") String status,
            @QueryParam("tenant_id") String tenant,
            @QueryParam("user_id") String user,
            @QueryParam("sort") @DefaultValue("-created_at") String sort) {
        Page frame = viewers.page("Jobs", "jobs");
        JobFilterForm filter = new JobFilterForm(status, tenant, user);
        return jobs.jobs(query, page)
                .chain(found -> views.of(found.items())
                        .map(shown -> new JobList(
                                shown,
                                filter,
                                new Sorting(PATH, filter.query(), sort),
                                Paging.of(PATH, filter.query(), sort, found.page(), found.pageSize(), found.total()))))
                .map(content -> Templates.jobs(frame, content));
    }
}
