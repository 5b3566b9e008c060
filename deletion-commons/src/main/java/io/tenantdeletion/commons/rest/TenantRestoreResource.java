package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataRestoreResponse;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.restore.Restorer;
import io.tenantdeletion.commons.restorelog.RestoreLogs;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.subject.Subject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Puts back what a job has deleted, or forgets it for good. */
@Path("/api/v1/{service}/tenant/{tenant_id}/restore")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
@APIResponse(responseCode = "400", ref = "InvalidTenantId")
@APIResponse(responseCode = "401", ref = "InvalidToken")
@APIResponse(responseCode = "403", ref = "NotAllowed")
@APIResponse(responseCode = "404", ref = "UnknownService")
@APIResponse(responseCode = "503", ref = "NotNow")
public class TenantRestoreResource {

    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final ServedServices services;
    private final Restorer restorer;
    private final RestoreLogs logs;

    TenantRestoreResource(ServedServices services, Restorer restorer, RestoreLogs logs) {
        this.services = services;
        this.restorer = restorer;
        this.logs = logs;
    }

    @POST
    @Operation(
            operationId = "restoreTenantData",
            summary = "Put back everything that a job has deleted of a tenant",
            description =
                    "For services only. In one transaction, with the fence lifted at its end: all rows are back, or"
                            + " nothing is changed. Idempotent. With 202 it goes on; call again to hear how it ended.")
    @APIResponse(
            responseCode = "200",
            description = "All rows are back, and the fence is lifted",
            content =
                    @Content(
                            schema = @Schema(implementation = DataRestoreResponse.class),
                            examples = @ExampleObject(name = "Restored", ref = "TenantDataRestored")))
    @APIResponse(
            responseCode = "202",
            description = "It goes on; call again",
            content =
                    @Content(
                            schema = @Schema(implementation = DataRestoreResponse.class),
                            examples = @ExampleObject(name = "Not complete yet", ref = "TenantDataRestoring")))
    @APIResponse(responseCode = "409", ref = "RestoreRefused")
    @APIResponse(responseCode = "410", ref = "RestoreWindowOver")
    public Uni<RestResponse<DataRestoreResponse>> restore(
            @Parameter(description = "Path name of the service", example = "pos") @PathParam("service") String service,
            @PathParam("tenant_id") TenantId tenant,
            @Parameter(description = "The job that is undone", required = true) @HeaderParam(DeletionHeaders.JOB_ID)
                    JobId job,
            @Parameter(description = "What the purge was called with", required = true)
                    @HeaderParam(DeletionHeaders.RESTORE_KEY)
                    RestoreKey key,
            @Parameter(description = "wait=N: answer after N seconds where it takes longer", example = "wait=1")
                    @HeaderParam(DeletionHeaders.PREFER)
                    List<String> prefer) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        ContractResponses.require(DeletionHeaders.RESTORE_KEY, key);
        return restorer.restore(
                        services.withTenantData(service),
                        new Subject.Tenant(tenant),
                        job,
                        key,
                        RequestHeaders.waiting(prefer, LONGEST_WAIT))
                .map(ContractResponses::restore);
    }

    @DELETE
    @Operation(
            operationId = "forgetTenantData",
            summary = "Destroy what could be put back",
            description = "For services only. Idempotent; it goes by itself when its time is over.")
    @APIResponse(responseCode = "204", description = "There is no restore log any more")
    public Uni<Void> forget(
            @Parameter(description = "Path name of the service", example = "pos") @PathParam("service") String service,
            @PathParam("tenant_id") TenantId tenant,
            @Parameter(description = "The job that cannot be undone any more", required = true)
                    @HeaderParam(DeletionHeaders.JOB_ID)
                    JobId job) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        return logs.forget(services.withTenantData(service), new Subject.Tenant(tenant), job);
    }
}
