package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    private final Caller caller;

    FindingResource(ErasureFindings findings, AuditContexts auditContexts, Caller caller) {
        this.findings = findings;
        this.auditContexts = auditContexts;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Report what was found of an erased subject",
            description = "For services. One finding is open at most of a service, a subject and a code: reporting it"
                    + " again changes nothing but when it was seen last, and the rows where they are more.")
    @APIResponse(
            responseCode = "200",
            description = "It was open already",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ErasureFinding.class)))
    @APIResponse(
            responseCode = "201",
            description = "It is written down",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ErasureFinding.class)))
    @APIResponse(responseCode = "413", description = "The body is too large")
    public Uni<RestResponse<ErasureFinding>> reportFinding(@NotNull @Valid FindingReport body) {
        return findings.report(body.finding(), caller.actor(), caller.source())
                .map(reported -> RestResponse.status(
                        reported.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, reported.finding()));
    }

    @GET
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Findings, newest first", description = "For platform admins.")
    @APIResponse(responseCode = "200", description = "One page of findings")
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
    @Operation(
            summary = "Say that a finding was looked at",
            description = "The reason is kept. Nothing changes where it is resolved. For platform admins.")
    @APIResponse(
            responseCode = "200",
            description = "The finding",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ErasureFinding.class)))
    @APIResponse(responseCode = "404", description = "No such finding")
    @APIResponse(responseCode = "413", description = "The body is too large")
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
    @Operation(
            summary = "Say that all findings of a service were looked at",
            description = "Such as those of a replay after a backup was restored. For platform admins.")
    @APIResponse(responseCode = "200", description = "How many were open")
    @APIResponse(responseCode = "413", description = "The body is too large")
    public Uni<ResolvedFindings> resolveFindings(@NotNull @Valid ResolveFindings body) {
        return findings.resolveAll(body.service(), body.code(), auditContexts.of(body.reason()))
                .map(ResolvedFindings::new);
    }
}
