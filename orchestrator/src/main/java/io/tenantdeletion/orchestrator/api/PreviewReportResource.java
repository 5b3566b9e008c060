package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.orchestrator.preview.PlatformPreview;
import io.tenantdeletion.orchestrator.preview.PlatformPreviews;
import io.tenantdeletion.orchestrator.report.PreviewCsv;
import io.tenantdeletion.orchestrator.report.PreviewPage;
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

/** What a deletion would remove, to be kept or printed. */
@Path("/api/v1/deletion-preview/tenant/{tenant_id}/report")
@Produces({MediaType.APPLICATION_JSON, Reports.CSV, MediaType.TEXT_HTML})
@Authenticated
@Tag(name = "Reports")
public class PreviewReportResource {

    private final PlatformPreviews previews;
    private final Caller caller;
    private final Clock clock;

    PreviewReportResource(PlatformPreviews previews, Caller caller, Clock clock) {
        this.previews = previews;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @APIResponseSchema(PlatformPreview.class)
    public Uni<Response> reportOfPreview(
            @PathParam("tenant_id") TenantId tenant,
            @QueryParam("format") @Parameter(description = Reports.FORMAT, example = "csv") String format,
            @Context Request request) {
        ReportFormat wanted = Reports.format(format, request);
        return caller.requireAccessTo(tenant)
                .chain(() -> previews.of(tenant))
                .chain(preview -> Reports.answer(
                        wanted,
                        "deletion-preview-" + tenant,
                        preview,
                        () -> PreviewCsv.of(preview),
                        () -> new PreviewPage(preview, clock.instant())));
    }
}
