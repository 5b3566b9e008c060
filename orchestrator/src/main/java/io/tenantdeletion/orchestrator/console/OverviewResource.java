package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.JobResponses;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobOverview;
import io.tenantdeletion.orchestrator.ledger.ErasureFinding;
import io.tenantdeletion.orchestrator.ledger.ErasureFindings;
import io.tenantdeletion.orchestrator.ledger.FindingFilter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What goes on, for platform admins; others begin with their tenants. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
class OverviewResource {

    private static final int MOST = 10;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final JobOverview jobs;
    private final ErasureFindings findings;
    private final JobResponses responses;
    private final Viewers viewers;
    private final Clock clock;

    OverviewResource(JobOverview jobs, ErasureFindings findings, JobResponses responses, Viewers viewers, Clock clock) {
        this.jobs = jobs;
        this.findings = findings;
        this.responses = responses;
        this.viewers = viewers;
        this.clock = clock;
    }

    @GET
    @Authenticated
    @Operation(hidden = true)
    public Response begin() {
        return Response.seeOther(
                        java.net.URI.create(viewers.current().admin() ? "/console/overview" : "/console/tenants"))
                .build();
    }

    @GET
    @Path("/overview")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(hidden = true)
    public Uni<TemplateInstance> overview() {
        Page page = viewers.page("Overview", "overview");
        return read().map(overview -> Templates.overview(page, overview));
    }

    private Uni<Overview> read() {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(
                        views(jobs.running(MOST)),
                        jobs.figuresSince(now.minus(DAY)),
                        views(jobs.stuck(MOST)),
                        views(jobs.failedSince(now.minus(WEEK), MOST)),
                        views(jobs.pending(MOST)),
                        jobs.countAwaitingApproval(),
                        findings.count(new FindingFilter(null, ErasureFinding.Status.OPEN)),
                        jobs.averages())
                .with(Overview::new);
    }

    private Uni<List<JobView>> views(Uni<List<DeletionJob>> found) {
        return found.chain(responses::statuses)
                .map(all -> all.stream()
                        .map(job -> new JobView(job, clock.instant()))
                        .toList());
    }
}
