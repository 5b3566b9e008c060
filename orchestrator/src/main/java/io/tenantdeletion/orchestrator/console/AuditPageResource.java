package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.AuditExport;
import io.tenantdeletion.orchestrator.api.AuditResource;
import io.tenantdeletion.orchestrator.audit.AuditFilter;
import io.tenantdeletion.orchestrator.audit.AuditLine;
import io.tenantdeletion.orchestrator.audit.AuditLog;
import io.tenantdeletion.orchestrator.audit.AuditSealer;
import io.tenantdeletion.orchestrator.audit.AuditSort;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

/** The audit log: read, export, verify. */
@Path("/console/audit")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.PLATFORM_ADMIN)
class AuditPageResource {

    private static final int PAGE_SIZE = 50;

    private final AuditLog log;
    private final AuditSealer sealer;
    private final AuditExport export;
    private final AuditResource audit;
    private final People people;
    private final Viewers viewers;

    AuditPageResource(
            AuditLog log, AuditSealer sealer, AuditExport export, AuditResource audit, People people, Viewers viewers) {
        this.log = log;
        this.sealer = sealer;
        this.export = export;
        this.audit = audit;
        this.people = people;
        this.viewers = viewers;
    }

    @GET
    public Uni<TemplateInstance> lines(@BeanParam AuditFilterForm form, @QueryParam("page") String page) {
        Page frame = viewers.page("Audit log", "audit");
        int number = Paging.number(page);
        AuditFilter filter = form.filter();
        AuditSort order = form.order();
        return sealer.seal()
                .chain(() -> Uni.combine()
                        .all()
                        .unis(log.page(filter, order, PAGE_SIZE, (number - 1L) * PAGE_SIZE), log.count(filter))
                        .asTuple())
                .chain(found -> people.names(found.getItem1().stream().map(AuditLine::actor))
                        .map(names -> new AuditList(
                                found.getItem1(),
                                names,
                                form,
                                Paging.of(
                                        AuditList.PATH,
                                        form.query(),
                                        form.sort(),
                                        number,
                                        PAGE_SIZE,
                                        found.getItem2()))))
                .map(content -> Templates.audit(frame, content));
    }

    @GET
    @Path("/export")
    @Produces(RestMediaType.APPLICATION_NDJSON)
    @ResponseHeader(name = HttpHeaders.CONTENT_DISPOSITION, value = "attachment; filename=\"audit.ndjson\"")
    public Multi<AuditLine> export(@BeanParam AuditFilterForm form) {
        return export.lines(form.filter());
    }

    @GET
    @Path("/verification")
    public Uni<TemplateInstance> verification() {
        Page page = viewers.page("Is the audit log whole?", "audit");
        return audit.verification().map(chain -> Templates.verification(page, chain));
    }
}
