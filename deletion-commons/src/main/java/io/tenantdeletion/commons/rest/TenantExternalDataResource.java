package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.removal.ExternalDataRemover;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.subject.Subject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** What a tenant's rows have named outside the database, and its removal. */
@Path("/api/v1/{service}/tenant/{tenant_id}/external-data")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
@APIResponse(responseCode = "400", ref = "InvalidTenantId")
@APIResponse(responseCode = "401", ref = "InvalidToken")
@APIResponse(responseCode = "403", ref = "NotAllowed")
@APIResponse(responseCode = "404", ref = "UnknownService")
@APIResponse(responseCode = "503", ref = "NotNow")
public class TenantExternalDataResource {

    private final ServedServices services;
    private final ExternalDataRemover remover;

    TenantExternalDataResource(ServedServices services, ExternalDataRemover remover) {
        this.services = services;
        this.remover = remover;
    }

    @GET
    @Operation(
            operationId = "countTenantExternalData",
            summary = "Count what deleted rows of a tenant have named outside the database",
            description = "For services only. Changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "Names by store, removed and not",
            content =
                    @Content(
                            schema = @Schema(implementation = ExternalDataRemoval.class),
                            examples = @ExampleObject(name = "Waiting", ref = "ExternalDataWaiting")))
    public Uni<ExternalDataRemoval> count(
            @PathParam("service") String service,
            @PathParam("tenant_id") TenantId tenant,
            @Parameter(description = "The job that has deleted the rows", required = true)
                    @HeaderParam(DeletionHeaders.JOB_ID)
                    JobId job) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        return remover.count(services.withTenantData(service), new Subject.Tenant(tenant), job);
    }

    @DELETE
    @Operation(
            operationId = "removeTenantExternalData",
            summary = "Remove what deleted rows of a tenant have named outside the database",
            description =
                    "For services only. Idempotent. What is not the tenant's by its name is left alone and counted as"
                            + " refused. As long as the job can be undone nothing is removed. With 202 the time budget ran out;"
                            + " call again.")
    @APIResponse(
            responseCode = "200",
            description = "Nothing is left that could be removed",
            content =
                    @Content(
                            schema = @Schema(implementation = ExternalDataRemoval.class),
                            examples = @ExampleObject(name = "Removed", ref = "ExternalDataRemoved")))
    @APIResponse(
            responseCode = "202",
            description = "Not complete yet; call again",
            content =
                    @Content(
                            schema = @Schema(implementation = ExternalDataRemoval.class),
                            examples = @ExampleObject(name = "Not complete yet", ref = "ExternalDataIncomplete")))
    public Uni<RestResponse<Object>> remove(
            @PathParam("service") String service,
            @PathParam("tenant_id") TenantId tenant,
            @Parameter(description = "The job that has deleted the rows", required = true)
                    @HeaderParam(DeletionHeaders.JOB_ID)
                    JobId job) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        return remover.remove(services.withTenantData(service), new Subject.Tenant(tenant), job)
                .map(removal -> removal.isComplete() ? RestResponse.ok(removal) : ContractResponses.wait(removal));
    }
}
