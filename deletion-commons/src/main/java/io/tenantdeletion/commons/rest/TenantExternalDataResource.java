package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.removal.ExternalDataRemover;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** What a tenant's rows have named outside the database, and its removal. */
@Path("/api/v1/{service}/tenant/{tenant_id}/external-data")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
public class TenantExternalDataResource {

    private final ServedServices services;
    private final ExternalDataRemover remover;

    TenantExternalDataResource(ServedServices services, ExternalDataRemover remover) {
        this.services = services;
        this.remover = remover;
    }

    @GET
    public Uni<ExternalDataRemoval> count(
            @PathParam("service") String service,
            @PathParam("tenant_id") TenantId tenant,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        return remover.count(services.withTenantData(service), Subject.of(tenant), job);
    }

    @DELETE
    public Uni<RestResponse<Object>> remove(
            @PathParam("service") String service,
            @PathParam("tenant_id") TenantId tenant,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        return remover.remove(services.withTenantData(service), Subject.of(tenant), job)
                .map(removal -> removal.isComplete() ? RestResponse.ok(removal) : ContractResponses.wait(removal));
    }
}
