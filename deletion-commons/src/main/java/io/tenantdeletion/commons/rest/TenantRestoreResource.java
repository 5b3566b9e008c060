package io.tenantdeletion.commons.rest;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataRestoreResponse;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.restore.Restorer;
import io.tenantdeletion.commons.restorelog.RestoreLogs;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.commons.service.ServedServices;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Puts back what a job has deleted, or forgets it for good. */
@Path("/api/v1/{service}/tenant/{tenant_id}/restore")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
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
    public Uni<RestResponse<DataRestoreResponse>> restore(
            @PathParam("service") String service,
            @PathParam("tenant_id") TenantId tenant,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job,
            @HeaderParam(DeletionHeaders.RESTORE_KEY) RestoreKey key,
            @HeaderParam(DeletionHeaders.PREFER) List<String> prefer) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        ContractResponses.require(DeletionHeaders.RESTORE_KEY, key);
        return restorer.restore(
                        services.withTenantData(service),
                        Subject.of(tenant),
                        job,
                        key,
                        RequestHeaders.waiting(prefer, LONGEST_WAIT))
                .map(ContractResponses::restore);
    }

    @DELETE
    public Uni<Void> forget(
            @PathParam("service") String service,
            @PathParam("tenant_id") TenantId tenant,
            @HeaderParam(DeletionHeaders.JOB_ID) JobId job) {
        ContractResponses.require(DeletionHeaders.JOB_ID, job);
        return logs.forget(services.withTenantData(service), Subject.of(tenant), job);
    }
}
