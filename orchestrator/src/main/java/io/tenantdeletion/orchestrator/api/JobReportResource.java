package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.report.JobPage;
import io.tenantdeletion.orchestrator.report.JobReport;
import io.tenantdeletion.orchestrator.report.ReportFormat;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a job has done, to be kept or printed. */
@Path(DeletionJobResource.PATH + "/{job_id}/report")
@Produces({MediaType.APPLICATION_JSON, Reports.CSV, MediaType.TEXT_HTML})
@Authenticated
@Tag(name = "Reports")
public class JobReportResource {

    private final JobAccess access;
    private final Clock clock;

    JobReportResource(JobAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    @GET
    @APIResponseSchema(JobReport.class)
    public Uni<Response> report(
            @PathParam("job_id") JobId id,
            @QueryParam("format") @Parameter(description = Reports.FORMAT, example = "csv") String format,
            @Context Request request) {
        ReportFormat wanted = Reports.format(format, request);
        return access.readable(id)
                .map(job -> JobReport.of(job, clock.instant()))
                .chain(report ->
                        Reports.answer(wanted, "deletion-" + id, report, report::csv, () -> new JobPage(report)));
    }
}
