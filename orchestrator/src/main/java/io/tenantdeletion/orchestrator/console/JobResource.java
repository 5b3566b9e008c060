package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.api.DeletionJobResource;
import io.tenantdeletion.orchestrator.api.DeletionJobStatus;
import io.tenantdeletion.orchestrator.audit.AuditFilter;
import io.tenantdeletion.orchestrator.audit.AuditLine;
import io.tenantdeletion.orchestrator.audit.AuditLog;
import io.tenantdeletion.orchestrator.audit.AuditSealer;
import io.tenantdeletion.orchestrator.audit.AuditSort;
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** One job, for whoever may read it. */
@Path("/console/jobs/{job_id}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
class JobResource {

    private static final int LINES = 50;

    private final DeletionJobResource jobs;
    private final ParticipantRegistry participants;
    private final AuditLog audit;
    private final AuditSealer sealer;
    private final Viewers viewers;
    private final JobViews views;

    JobResource(
            DeletionJobResource jobs,
            ParticipantRegistry participants,
            AuditLog audit,
            AuditSealer sealer,
            JobViews views,
            Viewers viewers) {
        this.jobs = jobs;
        this.participants = participants;
        this.audit = audit;
        this.sealer = sealer;
        this.viewers = viewers;
        this.views = views;
    }

    @GET
    public Uni<TemplateInstance> job(@PathParam("job_id") JobId id) {
        return jobs.job(id)
                .chain(job -> lines(id).chain(lines -> page(job, lines)))
                .map(content -> Templates.job(viewers.page(content.job().title(), "jobs"), content));
    }

    private Uni<JobPage> page(DeletionJobStatus job, List<AuditLine> lines) {
        List<String> registered =
                participants.all().stream().map(Participant::name).toList();
        return views.of(job, lines.stream().map(AuditLine::actor))
                .map(view -> new JobPage(view, TimelineEntry.of(view), ServiceRow.of(job, registered), lines));
    }

    private Uni<List<AuditLine>> lines(JobId id) {
        AuditFilter ofJob = new AuditFilter(null, null, null, id.value(), null, null);
        return viewers.current().admin()
                ? sealer.seal().chain(() -> audit.page(ofJob, AuditSort.LAST, LINES, 0))
                : Uni.createFrom().item(List.of());
    }
}
