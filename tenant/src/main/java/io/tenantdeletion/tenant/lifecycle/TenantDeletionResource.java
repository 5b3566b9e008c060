package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.tenant.jobs.DeletionJobs;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The request for a tenant's deletion. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Tenant")
class TenantDeletionResource {

    private final Requesters requesters;
    private final TenantDeletion deletion;
    private final DeletionJobs jobs;

    TenantDeletionResource(Requesters requesters, TenantDeletion deletion, DeletionJobs jobs) {
        this.requesters = requesters;
        this.deletion = deletion;
        this.jobs = jobs;
    }

    @DELETE
    @Path("/{tenant_id}")
    @Operation(
            operationId = "deleteTenant",
            summary = "Have everything of a tenant deleted, in every service",
            description = "For its owner or admin, if there is no other, for platform admins and services. Starts a job"
                    + " and answers with its address. The job is pending for the retention, while the tenant is"
                    + " inactive and can be restored; nobody can wait for that. Repeating the request is safe: while"
                    + " the job is open, the answer is that job; when the tenant is gone, 404. A deletion that has"
                    + " begun to delete goes on, without another retention. With force=true and a reason, platform"
                    + " admins and services delete what services have of an id that is no tenant (any more).")
    @Parameter(
            name = DeletionHeaders.PREFER,
            in = ParameterIn.HEADER,
            description = "RFC 7240: wait=N waits up to N seconds (60 at most) for the outcome",
            schema = @Schema(type = SchemaType.STRING, examples = "wait=30"))
    @Parameter(
            name = DeletionHeaders.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = "Makes a repeated request the same request; handed on to the orchestrator",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", ref = "DeletionCompleted")
    @APIResponse(responseCode = "202", ref = "DeletionAccepted")
    @APIResponse(responseCode = "400", ref = "InvalidRequest")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "UnknownTenant")
    @APIResponse(responseCode = "409", ref = "DeletionRefused")
    @APIResponse(responseCode = "422", ref = "KeyReused")
    @APIResponse(responseCode = "428", ref = "ConfirmationRequired")
    @APIResponse(responseCode = "429", ref = "TooMany")
    @APIResponse(responseCode = "502", ref = "DeletionFailed")
    @APIResponse(responseCode = "503", ref = "OrchestratorUnavailable")
    public Uni<Response> delete(
            @RestPath("tenant_id") TenantId tenantId, @BeanParam DeletionQuery query, @Context HttpHeaders headers) {
        Requester requester = requesters.current();
        DeletionParameters parameters = DeletionParameters.of(query, headers, jobs.maxWait());
        return deletion.request(tenantId, requester, parameters)
                .map(job -> DeletionResponse.of(job, jobs.location(job.id()), parameters.maxWait()));
    }
}
