package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.DeletionJobStatus;
import io.tenantdeletion.orchestrator.api.JobResponses;
import io.tenantdeletion.orchestrator.job.JobFigures;
import io.tenantdeletion.orchestrator.job.JobOverview;
import io.tenantdeletion.orchestrator.job.ServiceAverage;
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
import java.util.stream.Stream;

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
    private final JobViews views;
    private final Viewers viewers;
    private final Clock clock;

    OverviewResource(
            JobOverview jobs,
            ErasureFindings findings,
            JobResponses responses,
            JobViews views,
            Viewers viewers,
            Clock clock) {
        this.jobs = jobs;
        this.findings = findings;
        this.responses = responses;
        this.views = views;
        this.viewers = viewers;
        this.clock = clock;
    }

    @GET
    @Authenticated
    public Response begin() {
        return Response.seeOther(
                        java.net.URI.create(viewers.current().admin() ? "/console/overview" : "/console/tenants"))
                .build();
    }

    @GET
    @Path("/overview")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<TemplateInstance> overview() {
        Page page = viewers.page("Overview", "overview");
        return read().map(overview -> Templates.overview(page, overview));
    }

    private Uni<Overview> read() {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(
                        jobs.running(MOST).chain(responses::statuses),
                        jobs.figuresSince(now.minus(DAY)),
                        jobs.stuck(MOST).chain(responses::statuses),
                        jobs.failedSince(now.minus(WEEK), MOST).chain(responses::statuses),
                        jobs.pending(MOST).chain(responses::statuses),
                        jobs.countAwaitingApproval(null),
                        findings.count(new FindingFilter(null, ErasureFinding.Status.OPEN)),
                        jobs.averages())
                .with(Found::new)
                .chain(found -> views.names(found.jobs()).map(names -> found.overview(views, names)));
    }

    /** What goes on, before people have names. */
    private record Found(
            List<DeletionJobStatus> running,
            JobFigures day,
            List<DeletionJobStatus> stuck,
            List<DeletionJobStatus> failed,
            List<DeletionJobStatus> pending,
            long approvals,
            long findings,
            List<ServiceAverage> averages) {

        List<DeletionJobStatus> jobs() {
            return Stream.of(running, stuck, failed, pending)
                    .flatMap(List::stream)
                    .toList();
        }

        Overview overview(JobViews views, Names names) {
            return new Overview(
                    views.views(running, names),
                    day,
                    views.views(stuck, names),
                    views.views(failed, names),
                    views.views(pending, names),
                    approvals,
                    findings,
                    averages);
        }
    }
}
