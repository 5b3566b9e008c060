package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.ledger.ErasureFinding;
import io.tenantdeletion.orchestrator.ledger.ErasureFindings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What a person should look at about subjects that have been erased. */
@Path(FindingResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Findings")
public class FindingResource {

    static final String PATH = "/api/v1/findings";

    private final ErasureFindings findings;
    private final AuditContexts auditContexts;

    FindingResource(ErasureFindings findings, AuditContexts auditContexts) {
        this.findings = findings;
        this.auditContexts = auditContexts;
    }

    @POST
    @RolesAllowed(Roles.SERVICE)
    public Uni<RestResponse<ErasureFinding>> reportFinding(@NotNull @Valid FindingReport body) {
        return findings.report(body.finding(), auditContexts.of((String) null))
                .map(reported -> RestResponse.status(
                        reported.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, reported.finding()));
    }

    @GET
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<FindingPage> findings(@BeanParam FindingQuery query, @BeanParam PageQuery page) {
        int number = page.number();
        int size = page.size();
        return Uni.combine()
                .all()
                .unis(findings.page(query.filter(), size, (long) (number - 1) * size), findings.count(query.filter()))
                .with((items, total) -> new FindingPage(items, number, size, total));
    }

    @POST
    @Path("/{finding_id}/resolve")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<ErasureFinding> resolveFinding(
            @PathParam("finding_id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class))) String body) {
        return findings.resolve(Identifiers.parse("finding_id", id), auditContexts.ofRequiredReason(body))
                .map(found -> found.orElseThrow(
                        () -> new ProblemException(ProblemType.NOT_FOUND, "There is no such finding.")));
    }

    @POST
    @Path("/resolve")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<ResolvedFindings> resolveFindings(@NotNull @Valid ResolveFindings body) {
        return findings.resolveAll(body.service(), body.code(), auditContexts.of(body.reason()))
                .map(ResolvedFindings::new);
    }
}
