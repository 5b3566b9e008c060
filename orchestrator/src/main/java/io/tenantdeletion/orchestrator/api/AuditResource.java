package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.AuditEvents;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.audit.AuditChain;
import io.tenantdeletion.orchestrator.audit.AuditFilter;
import io.tenantdeletion.orchestrator.audit.AuditLine;
import io.tenantdeletion.orchestrator.audit.AuditLog;
import io.tenantdeletion.orchestrator.audit.AuditSealer;
import io.tenantdeletion.orchestrator.audit.AuditSort;
import io.tenantdeletion.orchestrator.audit.ChainState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

/** The audit log: read, export, verify; and the way in for the other services' events. */
@Path(AuditResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {

    static final String PATH = "/api/v1/audit";
    private static final int PAGE_SIZE = 50;
    private static final int MAX_PAGE_SIZE = 500;
    private static final int MAX_PAGE = 1_000_000;

    private final AuditLog log;
    private final AuditChain chain;
    private final AuditSealer sealer;
    private final Caller caller;
    private final AuditExport export;

    AuditResource(AuditLog log, AuditChain chain, AuditSealer sealer, Caller caller, AuditExport export) {
        this.log = log;
        this.chain = chain;
        this.sealer = sealer;
        this.caller = caller;
        this.export = export;
    }

    @GET
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<AuditPage> lines(
            @BeanParam AuditQuery query,
            @QueryParam("page") @Parameter(description = "From 1", example = "1") String page,
            @QueryParam("page_size") @Parameter(description = "1 to 500; 50 if not given", example = "50")
                    String pageSize) {
        AuditFilter filter = query.filter();
        int number = RequestParameters.number("page", page, 1, MAX_PAGE);
        int size = RequestParameters.number("page_size", pageSize, PAGE_SIZE, MAX_PAGE_SIZE);
        return sealer.seal()
                .chain(() -> Uni.combine()
                        .all()
                        .unis(log.page(filter, AuditSort.LAST, size, (number - 1L) * size), log.count(filter))
                        .with((items, total) -> new AuditPage(items, number, size, total)));
    }

    @GET
    @Produces(RestMediaType.APPLICATION_NDJSON + ";qs=0.5")
    // Without the weight, which is for the choice between the two methods only.
    @ResponseHeader(name = HttpHeaders.CONTENT_TYPE, value = RestMediaType.APPLICATION_NDJSON)
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    // described with the other one: one path has one GET
    public Multi<AuditLine> export(@BeanParam AuditQuery query) {
        return export.lines(query.filter());
    }

    @GET
    @Path("/verification")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<ChainState> verification() {
        return sealer.seal().chain(chain::verify);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.SERVICE)
    public Uni<Void> append(@NotNull @Valid AuditEvents batch) {
        String reporter = caller.service().orElseThrow();
        List<AuditEvent> events = new ArrayList<>();
        for (AuditEvent event : batch.events()) {
            AuditEventCheck.check(events.size(), event);
            events.add(reported(event, reporter));
        }
        return log.append(events);
    }

    private static AuditEvent reported(AuditEvent event, String reporter) {
        Map<String, Object> detail = new LinkedHashMap<>(event.detail());
        detail.put("reported_by", reporter);
        return with(event, detail);
    }

    private static AuditEvent with(AuditEvent event, Map<String, Object> detail) {
        return new AuditEvent(
                event.eventId(),
                event.at(),
                event.actor(),
                event.source(),
                event.action(),
                event.subject(),
                event.jobId(),
                event.outcome(),
                event.reason(),
                detail);
    }
}
