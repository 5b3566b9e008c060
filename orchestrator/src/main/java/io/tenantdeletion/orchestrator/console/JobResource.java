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
import io.tenantdeletion.orchestrator.participant.Participant;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

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
    private final Clock clock;

    JobResource(
            DeletionJobResource jobs,
            ParticipantRegistry participants,
            AuditLog audit,
            AuditSealer sealer,
            Viewers viewers,
            Clock clock) {
        this.jobs = jobs;
        this.participants = participants;
        this.audit = audit;
        this.sealer = sealer;
        this.viewers = viewers;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public Uni<TemplateInstance> job(@PathParam("job_id") JobId id) {
        return jobs.job(id)
                .chain(job -> lines(id).map(lines -> page(job, lines)))
                .map(content -> Templates.job(viewers.page(content.job().title(), "jobs"), content));
    }

    private JobPage page(DeletionJobStatus job, List<AuditLine> lines) {
        JobView view = new JobView(job, clock.instant());
        List<String> registered =
                participants.all().stream().map(Participant::name).toList();
        return new JobPage(view, Moment.of(view), ServiceRow.of(job, registered), lines);
    }

    private Uni<List<AuditLine>> lines(JobId id) {
        AuditFilter ofJob = new AuditFilter(null, null, null, id.value(), null, null);
        return viewers.current().admin()
                ? sealer.seal().chain(() -> audit.page(ofJob, LINES, 0))
                : Uni.createFrom().item(List.of());
    }
}
