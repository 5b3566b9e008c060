package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.tenant.jobs.DeletionJobs;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The request for a tenant's deletion. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Tenant")
class TenantDeletionResource {

    private final Caller caller;
    private final TenantDeletion deletion;
    private final DeletionJobs jobs;

    TenantDeletionResource(Caller caller, TenantDeletion deletion, DeletionJobs jobs) {
        this.caller = caller;
        this.deletion = deletion;
        this.jobs = jobs;
    }

    @DELETE
    @Path("/{tenant_id}")
    @Operation(
            operationId = "deleteTenant",
            summary = "Have everything of a tenant deleted, in every service",
            description = "For its owner or admin, if there is no other, for platform admins and services. Starts a job"
                    + " and answers with its address. Repeating the request is safe: while the job is open, the"
                    + " answer is that job; when the tenant is gone, 404.")
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
    @APIResponse(responseCode = "400", ref = "InvalidIdentifier")
    @APIResponse(responseCode = "401", ref = "Unauthenticated")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "UnknownTenant")
    @APIResponse(responseCode = "409", ref = "OtherAdmins")
    @APIResponse(responseCode = "428", ref = "ConfirmationRequired")
    @APIResponse(responseCode = "502", ref = "DeletionFailed")
    @APIResponse(responseCode = "503", ref = "OrchestratorUnavailable")
    public Uni<Response> delete(
            @RestPath("tenant_id") TenantId tenantId,
            @Parameter(description = "The tenant's exact name", example = "Panadería La Espiga") @RestQuery
                    String confirm,
            @Context HttpHeaders headers) {
        Duration wait = jobs.bounded(WaitPreference.parse(lines(headers, DeletionHeaders.PREFER)));
        return deletion.request(tenantId, Requester.of(caller), confirm, idempotencyKey(headers), wait)
                .map(job -> DeletionAnswer.of(job, jobs.location(job.id()), wait));
    }

    /** A key of our own where the caller sent none, so that a call that breaks off can be sent again. */
    private static String idempotencyKey(HttpHeaders headers) {
        return Optional.ofNullable(headers.getHeaderString(DeletionHeaders.IDEMPOTENCY_KEY))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static List<String> lines(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getRequestHeader(name)).orElse(List.of());
    }
}
