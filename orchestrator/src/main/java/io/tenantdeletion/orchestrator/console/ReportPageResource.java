package io.tenantdeletion.orchestrator.console;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.orchestrator.api.JobCertificateResource;
import io.tenantdeletion.orchestrator.api.JobReportResource;
import io.tenantdeletion.orchestrator.api.PreviewReportResource;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** The API's reports and certificates, by the session instead of a token. */
@Path("/console")
@Authenticated
class ReportPageResource {

    private final JobReportResource jobs;
    private final PreviewReportResource previews;
    private final JobCertificateResource certificates;

    ReportPageResource(JobReportResource jobs, PreviewReportResource previews, JobCertificateResource certificates) {
        this.certificates = certificates;
        this.jobs = jobs;
        this.previews = previews;
    }

    @GET
    @Path("/jobs/{job_id}/report")
    public Uni<Response> job(
            @PathParam("job_id") JobId id,
            @QueryParam("format") @DefaultValue("html") String format,
            @Context Request request) {
        return jobs.report(id, format, request);
    }

    @GET
    @Path("/jobs/{job_id}/certificate")
    public Uni<Response> certificate(@PathParam("job_id") JobId id, @QueryParam("format") String format) {
        return "json".equals(format)
                ? certificates.ofJob(id, MediaType.APPLICATION_JSON_TYPE)
                : certificates.ofJob(id, JobCertificateResource.JOSE_TYPE);
    }

    @GET
    @Path("/tenants/{tenant_id}/report")
    public Uni<Response> preview(
            @PathParam("tenant_id") TenantId tenant,
            @QueryParam("format") @DefaultValue("html") String format,
            @Context Request request) {
        return previews.reportOfPreview(tenant, format, request);
    }
}
